/// Writes the bytes of small files for the readers' tests.
enum Bytes {
    static func uint16(_ value: Int) -> [UInt8] { integer(value, 2) }
    static func uint32(_ value: Int) -> [UInt8] { integer(value, 4) }
    static func uint64(_ value: Int) -> [UInt8] { integer(value, 8) }

    static func integer(_ value: Int, _ bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * (bytes - 1 - $0))) }
    }

    static func little(_ value: Int, _ bytes: Int) -> [UInt8] { integer(value, bytes).reversed() }

    /// A box of ISO/IEC 14496-12 with its length.
    static func box(_ type: String, _ parts: [UInt8]...) -> [UInt8] {
        let payload = parts.flatMap(\.self)
        return uint32(payload.count + 8) + type.utf8 + payload
    }

    /// A box with version and flags.
    static func fullBox(_ type: String, version: Int = 0, flags: Int = 0, _ parts: [UInt8]...) -> [UInt8] {
        box(type, [UInt8(version)] + integer(flags, 3) + parts.flatMap(\.self))
    }

    static let fileType = box("ftyp", Array("isom".utf8), uint32(512), Array("isommp42".utf8))

    /// A JPEG segment with its length.
    static func segment(_ marker: UInt8, _ payload: [UInt8]) -> [UInt8] {
        [0xFF, marker] + uint16(payload.count + 2) + payload
    }

    /// A JPEG of 16×8 pixels, as far as its header goes, with segments of one's own.
    static func jpeg(_ segments: [UInt8]..., scan: Int = 100) -> [UInt8] {
        let frame = segment(0xC0, [8] + uint16(8) + uint16(16) + [1, 1, 0x11, 0])
        let start = segment(0xDA, [1, 1, 0, 0, 63, 0])
        let data = [UInt8](repeating: 0x55, count: scan)
        return [0xFF, 0xD8] + segments.flatMap(\.self) + frame + start + data + [0xFF, 0xD9]
    }
}

/// The parts of a movie header, which tests vary.
struct MovieBuilder {
    var handler = "vide"
    var codec = "avc1"
    var tracks = 1
    var edits: [UInt8] = []
    /// Boxes of the sample table beside the sample description.
    var tables: [[UInt8]] = [
        Bytes.fullBox("stsz", Bytes.uint32(0), Bytes.uint32(2), Bytes.uint32(10), Bytes.uint32(20))
    ]
    /// Boxes of the movie beside its header and tracks.
    var movieParts: [[UInt8]] = []

    var movie: [UInt8] {
        let header = Bytes.fullBox(
            "mvhd", Bytes.uint32(0), Bytes.uint32(0), Bytes.uint32(600), Bytes.uint32(1200))
        let tracks = (1...max(1, tracks)).flatMap { track($0) }
        return Bytes.box("moov", header, tracks, movieParts.flatMap(\.self))
    }

    private func track(_ id: Int) -> [UInt8] {
        let trackHeader = Bytes.fullBox(
            "tkhd", flags: 3, Bytes.uint32(0), Bytes.uint32(0), Bytes.uint32(id), Bytes.uint32(0))
        let mediaHeader = Bytes.fullBox(
            "mdhd", Bytes.uint32(0), Bytes.uint32(0), Bytes.uint32(30_000), Bytes.uint32(60_000))
        let handler = Bytes.fullBox("hdlr", Bytes.uint32(0), Array(handler.utf8))
        let description = Bytes.fullBox("stsd", Bytes.uint32(1), Bytes.box(codec, [0, 0, 0, 0]))
        let table = Bytes.box("stbl", description, tables.flatMap(\.self))
        let media = Bytes.box("mdia", mediaHeader, handler, Bytes.box("minf", table))
        return Bytes.box("trak", trackHeader, edits, media)
    }

    /// A whole file: type, movie, and as many bytes of media.
    func file(media: Int = 100) -> [UInt8] {
        Bytes.fileType + movie + Bytes.box("mdat", [UInt8](repeating: 0, count: media))
    }
}
