internal import Containers
import Foundation
import TestSupport
import Testing

@testable import Probing

@Suite struct CompletenessTests {
    @Test(
        "A whole file is recognised as whole, for each format that marks its end",
        arguments: [
            "flash-beep.mp4", "hdr-hlg.mp4", "chart-exif-1.jpg", "chart-alpha-8.png", "heart.png",
            "heart.apng",
            "heart.gif", "heart.webp", "odd-161x121.webm",
        ])
    func whole(name: String) throws {
        #expect(Completeness(ByteSource(try bytes(name))) == .whole)
    }

    @Test(
        "A file cut off anywhere never counts as whole",
        arguments: [
            "chart-mirrored.mp4", "chart-exif-1.jpg", "chart-alpha-8.png", "heart.gif", "heart.webp",
            "odd-161x121.webm", "hdr-pq.mp4",
        ])
    func cut(name: String) throws {
        let whole = try bytes(name)
        let stride = max(1, whole.count / 400)
        for count in Swift.stride(from: 0, to: whole.count - 1, by: stride) {
            let judged = Completeness(ByteSource(Array(whole[..<count])))
            guard judged.isIncomplete else {
                Issue.record("\(name) cut to \(count) of \(whole.count) bytes is \(judged)")
                return
            }
        }
    }

    @Test("A file that got its length before its content does not count as whole")
    func allocated() throws {
        let movie = try bytes("flash-beep.mp4")
        // The table of contents comes first, so the boxes add up from the start.
        let half = Array(movie[..<(movie.count / 2)])
        let allocated = half + [UInt8](repeating: 0, count: movie.count - half.count)
        #expect(Completeness(ByteSource(allocated)).isIncomplete)
        let nothing = [UInt8](repeating: 0, count: 100_000)
        #expect(Completeness(ByteSource(nothing)) == .unknown)
        #expect(Completeness(ByteSource(Bytes.fileType + nothing)).isIncomplete)
    }

    @Test("A video without its table of contents is incomplete, with a sentence that says so")
    func noMovieHeader() throws {
        let judged = Completeness(ByteSource(try bytes("broken/no-moov.mp4")))
        #expect(judged.isIncomplete)
        let boxes = Bytes.fileType + Bytes.box("mdat", [UInt8](repeating: 1, count: 100))
        #expect(
            Completeness(ByteSource(boxes))
                == .incomplete("Its table of contents ('moov') has not been written yet."))
    }

    @Test("A file that may continue is only plausible: fragments, a live recording, an open-ended box")
    func plausible() {
        let moov = Bytes.box("moov", Bytes.uint32(0))
        let fragment = Bytes.box("moof", Bytes.uint32(0)) + Bytes.box("mdat", [1, 2, 3])
        #expect(Completeness(ByteSource(Bytes.fileType + moov + fragment)) == .plausible)
        let indexed = Bytes.fileType + moov + fragment + Bytes.box("mfra", Bytes.uint32(0))
        #expect(Completeness(ByteSource(indexed)) == .whole)
        let open = Bytes.fileType + moov + Bytes.uint32(0) + Array("mdat".utf8) + [1, 2, 3, 4]
        #expect(Completeness(ByteSource(open)) == .plausible)
        let live: [UInt8] = [0x1A, 0x45, 0xDF, 0xA3, 0x80, 0x18, 0x53, 0x80, 0x67, 0xFF, 1, 2, 3]
        #expect(Completeness(ByteSource(live)) == .plausible)
    }

    @Test("A video whose media lie in another file is not waited for")
    func external() {
        let entry = Bytes.box("url ", Bytes.uint32(0) + Array("file:///film.mov\0".utf8))
        let list = Bytes.box("dref", Bytes.uint32(0) + Bytes.uint32(1) + entry)
        let media = Bytes.box(
            "mdia",
            Bytes.box(
                "mdhd",
                Bytes.uint32(0) + Bytes.uint32(0) + Bytes.uint32(0) + Bytes.uint32(600) + Bytes.uint32(600)
                    + Bytes.uint32(0))
                + Bytes.box(
                    "hdlr",
                    Bytes.uint32(0) + Bytes.uint32(0) + Array("vide".utf8) + [UInt8](repeating: 0, count: 13))
                + Bytes.box("minf", Bytes.box("dinf", list) + Bytes.box("stbl", [])))
        let movie = Bytes.box("moov", Bytes.box("trak", media))
        #expect(Completeness(ByteSource(Bytes.fileType + movie)) == .plausible)
    }

    @Test("A photo that lacks only its end mark may be whole, one that ends in its header is incomplete")
    func unended() throws {
        for (name, mark) in [("chart-exif-1.jpg", 2), ("heart.png", 12), ("heart.gif", 1)] {
            let judged = Completeness(ByteSource(Array(try bytes(name).dropLast(mark))))
            #expect(judged == .unended("Its end has not been written yet."), "\(name)")
            let begun = Completeness(ByteSource(Array(try bytes(name).prefix(40))))
            guard case .incomplete = begun else {
                Issue.record("\(name): \(begun)")
                continue
            }
        }
    }

    @Test("A photo with a trailer is whole if the trailer ends like a photo, and plausible otherwise")
    func trailers() throws {
        let photo = try bytes("chart-exif-1.jpg")
        #expect(Completeness(ByteSource(photo + photo)) == .whole)
        #expect(Completeness(ByteSource(photo + (try bytes("hdr-hlg.mp4")))) == .plausible)
    }

    @Test("A transport stream must end with a whole packet, and Ogg is whole if its last page says so")
    func packets() {
        let packet = [0x47] + [UInt8](repeating: 0xFF, count: 187)
        let stream = [[UInt8]](repeating: packet, count: 6).flatMap(\.self)
        #expect(Completeness(ByteSource(stream)) == .plausible)
        #expect(Completeness(ByteSource(stream.dropLast())).isIncomplete)
        func page(_ flags: UInt8) -> [UInt8] {
            Array("OggS".utf8) + [0, flags] + [UInt8](repeating: 1, count: 60)
        }
        #expect(Completeness(ByteSource(page(2) + page(4))) == .whole)
        #expect(Completeness(ByteSource(page(2) + page(0))) == .plausible)
    }

    @Test("An unsupported format is unknown, and an empty file or one of a few bytes is incomplete")
    func foreign() {
        #expect(Completeness(ByteSource(Array("some words that are no medium".utf8))) == .unknown)
        #expect(Completeness(ByteSource([UInt8]())).isIncomplete)
        #expect(Completeness(ByteSource([0xFF, 0xD8])).isIncomplete)
    }

    @Test("However long a file is, no more bytes are read than the limit allows")
    func bounded() {
        var read: Int64 = 0
        let judged = Completeness(count: 1 << 40, limit: 1 << 20) { offset, count in
            read += Int64(count)
            return offset == 0
                ? [0xFF, 0xD8, 0xFF, 0xDA, 0, 2] + [UInt8](repeating: 1, count: count - 6)
                // Without a marker, the search continues byte by byte.
                : [UInt8](repeating: 1, count: count)
        }
        #expect(judged == .plausible)
        #expect(read <= 1 << 20)
    }

    private func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: Fixture.path(name))))
    }
}

extension Completeness {
    fileprivate var isIncomplete: Bool {
        switch self {
        case .incomplete, .unended: true
        case .whole, .plausible, .unknown: false
        }
    }
}
