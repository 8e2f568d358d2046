import Containers
import Foundation
import Libav
import TestSupport
import Testing

@Suite struct EXIFTests {
    @Test("Each of the eight orientations is read from a JPEG", arguments: 1...8)
    func readsOrientation(value: Int) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: Fixture.path("chart-exif-\(value).jpg"))))
        #expect(orientation(inJPEG: bytes)?.rawValue == value)
    }

    @Test("Either byte order and either integer type will do")
    func readsVariants() {
        let big: [UInt8] =
            Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]
        let little: [UInt8] =
            Array("II".utf8) + [42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0]
        #expect(orientation(inJPEG: jpeg(exif: big)) == .turned90)
        #expect(orientation(inJPEG: jpeg(exif: little)) == .turned270)
    }

    @Test("A value outside 1…8, a cut directory and an offset past the end give nil")
    func survivesDamage() {
        let good: [UInt8] =
            Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 9, 0, 0]
        #expect(orientation(inJPEG: jpeg(exif: good)) == nil)
        for count in 0..<good.count - 2 {
            #expect(orientation(inJPEG: jpeg(exif: Array(good.prefix(count)))) == nil)
        }
        let faraway: [UInt8] = Array("MM".utf8) + [0, 42, 0xFF, 0xFF, 0xFF, 0xFF]
        #expect(orientation(inJPEG: jpeg(exif: faraway)) == nil)
    }

    @Test("Only the first EXIF segment counts")
    func readsFirstSegment() {
        let exif: (UInt8) -> [UInt8] = { value in
            Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0]
        }
        let two = jpeg(exif: exif(3)) + jpeg(exif: exif(6)).dropFirst(2)
        #expect(orientation(inJPEG: two) == .turned180)
    }

    /// As the first EXIF segment says it.
    private func orientation(inJPEG bytes: [UInt8]) -> Orientation? {
        var segments = JPEGSegments(ByteSource(bytes))
        while let segment = try? segments.next() {
            guard var body = segment.exif else { continue }
            return (try? body.bytes(Int(body.remaining))).flatMap { try? EXIF($0) }?.orientation
        }
        return nil
    }

    private func jpeg(exif: [UInt8]) -> [UInt8] {
        let payload = Array("Exif\0\0".utf8) + exif
        let length = payload.count + 2
        return [0xFF, 0xD8, 0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)] + payload
    }
}
