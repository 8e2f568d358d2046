import Testing

@testable import Pictures

@Suite struct WebPBitstreamTests {
    @Test("A file that ends before or in its first chunk has no bitstream beyond its end", arguments: 0...24)
    func short(count: Int) {
        let file =
            Array("RIFF".utf8) + [16, 0, 0, 0] + Array("WEBPVP8L".utf8) + [255, 255, 255, 255, 1, 2, 3, 4]
        let bytes = Array(file.prefix(count))
        let found = WebPBitstream.all(in: bytes.span)
        #expect(found.count == (count < 20 ? 0 : 1))
        #expect(found.allSatisfy { $0.start <= $0.end && $0.end <= count })
    }
}
