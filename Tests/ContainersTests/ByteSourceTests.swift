import Foundation
import Libav
import TestSupport
import Testing

@testable import Containers

@Suite struct ByteSourceTests {
    @Test("A file reads the same as its bytes in memory, across the window's edges")
    func fileReadsAsMemory() throws {
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let folder = try TemporaryDirectory()
        try Data(bytes).write(to: URL(filePath: folder.file("data")))
        let file = try ByteSource(MediaFile(folder.file("data")))
        #expect(file.count == 200_000)
        for offset in [0, 1, 65_535, 65_536, 131_071, 199_999, 5] {
            #expect(try file.byte(at: Int64(offset)) == bytes[offset])
        }
        for range in [0..<10, 65_530..<65_545, 100..<180_000, 199_990..<200_000, 7..<7] {
            #expect(try file.bytes(at: Int64(range.lowerBound), count: range.count) == Array(bytes[range]))
        }
    }

    @Test("Reading outside the source is an error, never a crash", arguments: [-1, 3, 4, Int64.max, .min])
    func refusesOutside(offset: Int64) {
        let source = ByteSource([1, 2, 3])
        #expect(throws: HeaderError.self) { try source.byte(at: offset) }
        #expect(throws: HeaderError.self) { try source.bytes(at: offset, count: 1) }
        #expect(throws: HeaderError.self) { try source.bytes(at: 1, count: 3) }
        #expect(throws: HeaderError.self) { try source.bytes(at: 1, count: -1) }
    }

    @Test("A cursor reads numbers in both byte orders and stops at its stretch's end")
    func readsNumbers() throws {
        let source = ByteSource([1, 2, 3, 4, 5, 6, 7, 8])
        var big = ByteCursor(source)
        #expect(try big.uint64() == 0x0102_0304_0506_0708)
        #expect(throws: HeaderError.truncated(at: 8)) { try big.uint8() }
        var little = ByteCursor(source, 1..<6, .littleEndian)
        #expect(try little.uint24() == 0x040302)
        #expect(try little.uint16() == 0x0605)
        #expect(throws: HeaderError.truncated(at: 6)) { try little.uint16() }
        var characters = ByteCursor(ByteSource(Array("moov".utf8)), .littleEndian)
        #expect(try characters.fourCC() == "moov")
    }

    @Test("A cursor's stretch is cut to its source, even where it lies outside")
    func cutsStretch() throws {
        let source = ByteSource([1, 2, 3])
        var outside = ByteCursor(source, 10..<20)
        #expect(outside.remaining == 0)
        #expect(throws: HeaderError.self) { try outside.uint8() }
        var overlapping = ByteCursor(source, 2..<Int64.max)
        #expect(overlapping.remaining == 1)
        #expect(throws: HeaderError.self) { try overlapping.skip(2) }
        #expect(throws: HeaderError.self) { try overlapping.skip(-1) }
    }
}
