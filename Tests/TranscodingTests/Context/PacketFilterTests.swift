import Libav
import Testing

@testable import Transcoding

@Suite struct PacketFilterTests {
    /// A picture as a packet has it: when it is decoded and when it is shown.
    private struct Picture {
        var decoding: Int64?
        var time: Int64?
        var isHidden = false

        init(_ decoding: Int64?, _ time: Int64?, isHidden: Bool = false) {
            self.decoding = decoding
            self.time = time
            self.isHidden = isHidden
        }
    }

    /// The times of those that are let through, where what begins after `last` is not needed.
    private static func passed(_ pictures: [Picture], last: Int64) -> (times: [Int64?], hasEnded: Bool) {
        var sieve = PacketFilter()
        var times: [Int64?] = []
        for picture in pictures where !sieve.hasEnded {
            var packet = Packet()
            packet.dts = picture.decoding
            packet.pts = picture.time
            packet.isDiscarded = picture.isHidden
            sieve.add(packet) { $0 > last }
            while let packet = sieve.next() { times.append(packet.pts) }
        }
        sieve.finish()
        return (times, sieve.hasEnded)
    }

    /// Two references with pictures between them, as x264 orders them.
    private static let group = [
        Picture(-2, 0), Picture(-1, 4), Picture(0, 2), Picture(1, 1), Picture(2, 3),
        Picture(3, 8), Picture(4, 6), Picture(5, 5), Picture(6, 7),
    ]

    @Test(arguments: [
        0: [0], 1: [0, 4, 2, 1], 2: [0, 4, 2, 1], 3: [0, 4, 2, 1, 3], 5: [0, 4, 2, 1, 3, 8, 6, 5],
    ])
    func `only what the last picture may refer to is let through`(last: Int, times: [Int]) {
        let passed = Self.passed(Self.group, last: Int64(last))
        #expect(passed.times == times.map { Int64($0) })
        #expect(passed.hasEnded)
    }

    @Test func `all is let through where the picture may be the stream's last`() {
        let passed = Self.passed(Self.group, last: 8)
        #expect(passed.times == Self.group.map(\.time))
        #expect(!passed.hasEnded)
    }

    @Test func `a stream that begins late is let through, since its first picture is the one`() {
        let passed = Self.passed(
            Self.group.map { Picture(($0.decoding ?? 0) + 20, ($0.time ?? 0) + 20) }, last: 3)
        #expect(passed.times.count == Self.group.count)
    }

    @Test func `what an edit list hides is needed and is not the picture`() {
        let pictures = [Picture(-4, -4, isHidden: true), Picture(-3, 2), Picture(-2, 0), Picture(3, 6)]
        #expect(Self.passed(pictures, last: 0).times == [-4, 2, 0])
        #expect(Self.passed([Picture(-4, -4, isHidden: true), Picture(1, 2)], last: 0).times == [-4, 2])
    }

    @Test func `packets without times are let through, and all before them`() {
        let pictures = [Picture(-1, 0), Picture(0, 4), Picture(nil, nil), Picture(nil, 5), Picture(9, 9)]
        #expect(Self.passed(pictures, last: 1).times == [0, 4, nil])
    }
}
