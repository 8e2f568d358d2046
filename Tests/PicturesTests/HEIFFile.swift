import Foundation
import TestSupport

/// A HEIC file around coded pictures, with boxes that no available encoder writes.
struct HEIFFile {
    struct Item {
        /// Such as `hvc1` or `grid`.
        let type: String
        let data: [UInt8]
        var properties: [[UInt8]] = []
    }

    struct Reference {
        let type: String
        let from: Int
        let to: [Int]
    }

    /// Items numbered from 1; the first is the primary item by default.
    var items: [Item]
    var references: [Reference] = []
    /// The primary item.
    var primary = 1

    var bytes: [UInt8] {
        let type = HEIFBuilder.box("ftyp", Array("heic\0\0\0\0mif1heic".utf8))
        let start = type.count + meta(dataStart: 0).count + 8
        return type + meta(dataStart: start) + HEIFBuilder.box("mdat", items.flatMap(\.data))
    }

    private func meta(dataStart: Int) -> [UInt8] {
        var information: [UInt8] = []
        var places: [UInt8] = []
        var properties: [UInt8] = []
        var associations: [UInt8] = []
        var (position, count) = (dataStart, 0)
        for (number, item) in zip(1..., items) {
            information += HEIFBuilder.fullBox(
                "infe", version: 2, HEIFBuilder.integer(number, 2), [0, 0], Array(item.type.utf8), [0])
            places += HEIFBuilder.integer(number, 2) + [0, 0, 0, 1] + HEIFBuilder.integer(position, 4)
            places += HEIFBuilder.integer(item.data.count, 4)
            position += item.data.count
            properties += item.properties.joined()
            associations += HEIFBuilder.integer(number, 2) + [UInt8(item.properties.count)]
            associations += item.properties.indices.map { UInt8(count + $0 + 1) }
            count += item.properties.count
        }
        var links: [UInt8] = []
        for link in references {
            let targets = link.to.flatMap { HEIFBuilder.integer($0, 2) }
            links += HEIFBuilder.box(
                link.type, HEIFBuilder.integer(link.from, 2), HEIFBuilder.integer(link.to.count, 2), targets)
        }
        return HEIFBuilder.fullBox(
            "meta",
            HEIFBuilder.fullBox("hdlr", [0, 0, 0, 0], Array("pict".utf8), HEIFBuilder.integer(0, 13)),
            HEIFBuilder.fullBox("pitm", HEIFBuilder.integer(primary, 2)),
            HEIFBuilder.fullBox("iloc", [0x44, 0], HEIFBuilder.integer(items.count, 2), places),
            HEIFBuilder.fullBox("iinf", HEIFBuilder.integer(items.count, 2), information),
            HEIFBuilder.fullBox("iref", links),
            HEIFBuilder.box(
                "iprp", HEIFBuilder.box("ipco", properties),
                HEIFBuilder.fullBox("ipma", HEIFBuilder.integer(items.count, 4), associations)))
    }

    // MARK: Properties

    static func size(_ width: Int, _ height: Int) -> [UInt8] {
        HEIFBuilder.fullBox("ispe", HEIFBuilder.integer(width, 4), HEIFBuilder.integer(height, 4))
    }

    static func color(primaries: Int, transfer: Int, matrix: Int, isFull: Bool) -> [UInt8] {
        let values = [primaries, transfer, matrix].flatMap { HEIFBuilder.integer($0, 2) }
        return HEIFBuilder.box("colr", Array("nclx".utf8), values, [isFull ? 0x80 : 0])
    }

    /// Each number is a fraction over 2.
    static func aperture(width: Int, height: Int, x: Int, y: Int) -> [UInt8] {
        HEIFBuilder.box("clap", [width, height, x, y].flatMap { HEIFBuilder.integer($0, 4) + [0, 0, 0, 2] })
    }

    static let alpha = HEIFBuilder.fullBox(
        "auxC", Array("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0".utf8))

    /// The data of a grid item.
    static func grid(rows: Int, columns: Int, width: Int, height: Int) -> [UInt8] {
        [0, 0, UInt8(rows - 1), UInt8(columns - 1)] + HEIFBuilder.integer(width, 2)
            + HEIFBuilder.integer(height, 2)
    }
}

/// One picture in HEVC, made by FFmpeg.
struct CodedStill {
    /// The whole box `hvcC`.
    let setup: [UInt8]
    let data: [UInt8]

    /// - Parameters:
    ///   - source: a source of libavfilter, followed by filters.
    ///   - format: FFmpeg's name for the pixel format.
    ///   - options: x265's options for the colours that the bitstream signals.
    init(_ source: String, format: String = "yuv420p", options: String = "") async throws {
        let directory = try TemporaryDirectory()
        try await Tool.ffmpeg.checked([
            "-v", "error", "-f", "lavfi", "-i", source, "-frames:v", "1", "-pix_fmt", format, "-c:v",
            "libx265",
            "-x265-params", "log-level=0:qp=6" + (options.isEmpty ? "" : ":" + options),
            directory.file("a.mp4"),
        ])
        let film = try PicturesTests.bytes(of: directory.file("a.mp4"))
        setup = try Self.box("hvcC", of: film)
        data = Array(try Self.box("mdat", of: film).dropFirst(8))
    }

    private static func box(_ type: String, of film: [UInt8]) throws -> [UInt8] {
        guard let name = film.firstRange(of: Array(type.utf8)) else { throw CocoaError(.fileReadCorruptFile) }
        let size = film[name.lowerBound - 4..<name.lowerBound].reduce(0) { $0 << 8 | Int($1) }
        return Array(film[name.lowerBound - 4..<name.lowerBound - 4 + size])
    }
}
