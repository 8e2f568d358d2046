internal import Containers
import Foundation
import TestSupport
import Testing

@testable import Probing

/// A file at a limit passes, and a file one beyond is refused.
///
/// There is one entry for each name; a new limit without an entry fails the test.
@Suite struct LimitTests {
    /// A file, and the value of a limit that it meets exactly.
    private struct Case {
        var file: [UInt8]
        var value: Double
        /// The next smaller value, which the file exceeds.
        var beyond: Double
        /// The value at which the file passes, if FFmpeg needs a margin.
        var passing: Double?
    }

    private static let cases: [String: @Sendable () throws -> Case] = [
        // FFmpeg's own check of a decoder's size adds a margin around the picture (av_image_check_size2), so it would
        // refuse the picture at a limit of exactly its pixels.
        "videoPixels": {
            try video("chart-rotated-90.mp4", margin: 4) { Double($0.codedWidth * $0.codedHeight) }
        },
        "videoSide": { try video("chart-rotated-90.mp4") { Double(max($0.codedWidth, $0.codedHeight)) } },
        "frameRate": { Case(file: try bytes("counter-60fps.mp4"), value: 60, beyond: 59) },
        "seconds": {
            let seconds = try #require(try Prober().probe(Fixture.path("flash-beep.mp4")).duration)
            return Case(file: try bytes("flash-beep.mp4"), value: seconds, beyond: seconds - 0.001)
        },
        "streams": { Case(file: try bytes("flash-beep.mp4"), value: 2, beyond: 1) },
        "samplesPerTrack": {
            let file = try bytes("flash-beep.mp4")
            let most = try MovieHeader(ByteSource(file), limits: Limits()).tracks.map(\.sampleCount).max()
            return Case(file: file, value: Double(try #require(most)), beyond: Double(try #require(most)) - 1)
        },
        "editedSamples": {
            let edit = Bytes.uint32(600) + Bytes.uint32(0) + Bytes.uint32(65_536)
            let list = Bytes.fullBox("elst", Bytes.uint32(3), edit + edit + edit)
            return Case(file: MovieBuilder(edits: Bytes.box("edts", list)).file(), value: 6, beyond: 5)
        },
        "sampleDescriptions": { Case(file: MovieBuilder(descriptions: 5).file(), value: 5, beyond: 4) },
        "movieHeaderBytes": {
            let builder = MovieBuilder()
            let bytes = Double(builder.movie.count - 8)
            return Case(file: builder.file(), value: bytes, beyond: bytes - 1)
        },
        // Boxes: 3 of the file, 2 of the movie, and in the track 2, 3, 1, 2 and the description's 1.
        "boxes": { Case(file: MovieBuilder().file(), value: 14, beyond: 13) },
        "maximumPixels": {
            Case(file: try bytes("chart-exif-6.jpg"), value: 160 * 120, beyond: 160 * 120 - 1)
        },
        "maximumFrames": { Case(file: try bytes("heart.gif"), value: 10, beyond: 9) },
        "maximumTotalPixels": {
            Case(file: try bytes("heart.gif"), value: 96 * 96 * 10, beyond: 96 * 96 * 10 - 1)
        },
        "maximumBytes": {
            let file = try bytes("heart.png")
            return Case(file: file, value: Double(file.count), beyond: Double(file.count - 1))
        },
    ]

    /// Metadata beyond the first limit are left out, and the file is not refused; see below. The second limit needs a
    /// picture with tiles; `PicturesTests` tests it.
    private static let others: Set = ["metadataBytes", "maximumTiles"]

    private static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: Fixture.path(name))))
    }

    private static func video(
        _ name: String, margin: Double = 1, _ measure: (PictureInfo) -> Double
    ) throws -> Case {
        let value = measure(try #require(try Prober().probe(Fixture.path(name)).picture))
        return Case(
            file: try bytes(name), value: value, beyond: value - 1,
            passing: margin > 1 ? value * margin : nil)
    }

    @Test("Every limit has a test case")
    func isComplete() {
        let names = (LimitField.media + LimitField.pictures).map(\.name)
        #expect(Set(names) == Set(Self.cases.keys).union(Self.others))
    }

    @Test(
        "A file at the limit passes, and a file one beyond is refused as too large",
        arguments: cases.keys.sorted())
    func holds(name: String) throws {
        let field = try #require((LimitField.media + LimitField.pictures).first { $0.name == name })
        let make = try #require(Self.cases[name])
        let example = try make()
        let folder = try TemporaryDirectory()
        let path = folder.file("file")
        try Data(example.file).write(to: URL(filePath: path))
        #expect(code(path, field, example.passing ?? example.value) != .limitExceeded)
        #expect(code(path, field, example.beyond) == .limitExceeded)
    }

    private func code(_ path: String, _ field: LimitField, _ value: Double) -> MediaError.Code? {
        var limits = Limits()
        switch field.value {
        case .integer(let path): limits[keyPath: path] = Int(value)
        case .bytes(let path): limits[keyPath: path] = Int64(value)
        case .number(let path): limits[keyPath: path] = value
        }
        do throws(MediaError) {
            _ = try Prober(limits: limits).probe(path)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("Metadata at the limit are read; with one byte more they are left out, and the photo is accepted")
    func leavesLargeMetadataOut() throws {
        let exif = Bytes.uint32(0) + Array("no TIFF header".utf8)
        let entry = Bytes.fullBox(
            "infe", version: 2, Bytes.uint16(1), Bytes.uint16(0), Array("Exif".utf8), [0])
        // Method 1: the offset counts from the box `idat`.
        let location =
            Bytes.uint16(1) + Bytes.uint16(1) + Bytes.uint16(0) + Bytes.uint16(1) + Bytes.uint32(0)
            + Bytes.uint32(exif.count)
        let meta = Bytes.fullBox(
            "meta", Bytes.fullBox("hdlr", Bytes.uint32(0), Array("pict".utf8)),
            Bytes.fullBox("pitm", Bytes.uint16(1)), Bytes.fullBox("iinf", Bytes.uint16(1), entry),
            Bytes.fullBox("iloc", version: 1, [0x44, 0x00], Bytes.uint16(1), location),
            Bytes.box("idat", exif))
        var limits = Limits()
        limits.metadataBytes = exif.count
        // EXIF that is not TIFF gives a warning when it is read.
        #expect(try PhotoMetadata(heif: ByteSource(meta), limits: limits).warnings.count == 1)
        limits.metadataBytes -= 1
        #expect(try PhotoMetadata(heif: ByteSource(meta), limits: limits).warnings.isEmpty)
    }
}
