import Testing

@testable import Pictures

/// Files with huge numbers of parts. Each parser stops before it holds more than real pictures have.
@Suite struct PartCountTests {
    private func code(_ bytes: [UInt8]) -> PictureError.Code? {
        do throws(PictureFault) {
            _ = try PictureHeader(parsing: bytes)
            return nil
        } catch {
            return error.code
        }
    }

    private func repeated(_ part: [UInt8], _ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(part.count * count)
        for _ in 0..<count { bytes += part }
        return bytes
    }

    private static let many = PictureHeader.maximumParts

    @Test("GIF: as many pictures as the limit are read, and one more is refused")
    func limitsGIF() {
        let start = Array("GIF89a".utf8) + [1, 0, 1, 0, 0, 0, 0]
        let picture: [UInt8] = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 0]
        #expect(code(start + repeated(picture, Self.many) + [0x3B]) == nil)
        #expect(code(start + repeated(picture, Self.many + 1) + [0x3B]) == .tooLarge(.frames))
    }

    @Test("PNG: as many chunks as the limit are read, and one more is refused")
    func limitsPNG() {
        let whole = PNGBuilder(width: 1, height: 1, samples: [0, 0, 0, 255]).file
        let empty: [UInt8] = [0, 0, 0, 0] + Array("eMPT".utf8) + [0, 0, 0, 0]
        func file(_ count: Int) -> [UInt8] {
            // After the signature and IHDR.
            Array(whole[..<33]) + repeated(empty, count) + Array(whole[33...])
        }
        #expect(code(file(Self.many - 3)) == nil)
        #expect(code(file(Self.many - 2)) == .tooLarge(.frames))
    }

    @Test("WebP: as many pictures as the limit are read, and one more is refused")
    func limitsWebP() {
        let canvas: [UInt8] = Array("VP8X".utf8) + [10, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        let picture: [UInt8] = Array("ANMF".utf8) + [16, 0, 0, 0] + [UInt8](repeating: 0, count: 16)
        func file(_ count: Int) -> [UInt8] {
            let body = Array("WEBP".utf8) + canvas + repeated(picture, count)
            let size = (0..<4).map { UInt8(truncatingIfNeeded: body.count >> (8 * $0)) }
            return Array("RIFF".utf8) + size + body
        }
        #expect(code(file(Self.many)) == nil)
        #expect(code(file(Self.many + 1)) == .tooLarge(.frames))
    }

    @Test("JPEG: the parser stops looking for the picture after more segments than the limit")
    func limitsJPEG() {
        let empty: [UInt8] = [0xFF, 0xE5, 0, 2]
        #expect(code([0xFF, 0xD8] + repeated(empty, Self.many + 1)) == .truncated)
    }

    @Test("WebP: the first canvas size counts")
    func takesFirstCanvas() throws {
        func canvas(_ side: Int) -> [UInt8] {
            let size = (0..<3).map { UInt8(truncatingIfNeeded: (side - 1) >> (8 * $0)) }
            return Array("VP8X".utf8) + [10, 0, 0, 0, 2, 0, 0, 0] + size + size
        }
        let body = Array("WEBP".utf8) + canvas(16_384) + canvas(1)
        let file = Array("RIFF".utf8) + [UInt8(body.count), 0, 0, 0] + body
        #expect(try PictureHeader(parsing: file).width == 16_384)
    }
}
