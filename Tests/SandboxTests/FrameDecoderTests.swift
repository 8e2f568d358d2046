import Sandbox
import Testing

@Suite struct FrameDecoderTests {
    private let messages: [[UInt8]] = [[], [1], [], [UInt8](repeating: 2, count: 300), [3, 4, 5]]

    @Test("Messages come out whole, in whatever pieces they arrive", arguments: [1, 2, 3, 5, 7, 64, 1000])
    func pieces(size: Int) throws {
        let stream = messages.flatMap { Framing.framed($0) }
        var decoder = FrameDecoder(limit: 300)
        var found: [[UInt8]] = []
        for start in stride(from: 0, to: stream.count, by: size) {
            try decoder.append(stream[start..<min(start + size, stream.count)]) { found.append($0) }
        }
        try decoder.finish()
        #expect(found == messages)
    }

    @Test("A length beyond the limit is refused before anything of the message arrives")
    func tooLong() {
        var decoder = FrameDecoder(limit: 299)
        #expect(throws: ChannelError.tooLong(bytes: 300, limit: 299)) {
            try decoder.append(Framing.framed(messages[3]).prefix(4)) { _ in Issue.record("a message") }
        }
    }

    @Test("A stream that ends within a message is an error", arguments: [1, 4, 6])
    func endedEarly(bytes: Int) throws {
        var decoder = FrameDecoder(limit: 10)
        try decoder.append(Framing.framed([1, 2, 3]).prefix(bytes)) { _ in }
        #expect(throws: ChannelError.endedEarly) { try decoder.finish() }
    }

    @Test("Random bytes never yield more than was fed in, nor a message beyond the limit")
    func randomBytes() {
        var state: UInt64 = 42
        for _ in 0..<2_000 {
            var decoder = FrameDecoder(limit: 16)
            var fed = 0
            var found = 0
            for _ in 0..<20 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                // Mostly small numbers, so that lengths are often plausible.
                let piece = (0..<Int(state >> 60)).map { UInt8(truncatingIfNeeded: state >> (4 * $0) & 0x3) }
                fed += piece.count
                let result = Result { () throws(ChannelError) in
                    try decoder.append(piece) { message in
                        found += message.count + 4
                        #expect(message.count <= 16)
                    }
                }
                if case .failure = result { break }
            }
            #expect(found <= fed)
        }
    }
}
