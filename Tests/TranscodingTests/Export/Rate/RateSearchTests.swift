import Testing

@testable import Transcoding

@Suite struct RateSearchTests {
    /// Ten seconds, of whose file 200 kB are not the picture.
    private static func file(_ bytes: Int64) -> RateSearch.File {
        RateSearch.File(bytes: bytes, videoBytes: bytes - 200_000, seconds: 10)
    }

    @Test("A first file that is small enough stays, also one of exactly the size")
    func keepsTheFirst() {
        for bytes: Int64 in [900_000, 1_000_000] {
            var search = RateSearch(maximumBytes: 1_000_000)
            #expect(search.next(after: Self.file(bytes)) == .done)
            #expect(search.result == RateResult(passes: 1, firstPassBytes: bytes))
            #expect(search.sentence == nil)
        }
    }

    @Test("A second pass gets what the sound and the container leave, less what x264 may miss")
    func sharesOut() {
        var search = RateSearch(maximumBytes: 1_000_000)
        // 97 per cent of 800 kB in 10 s.
        #expect(search.next(after: Self.file(3_000_000)) == .again(averageBitRate: 620_800))
        #expect(search.passes == 2)
        #expect(search.next(after: Self.file(980_000)) == .done)
        #expect(
            search.result
                == RateResult(passes: 2, firstPassBytes: 3_000_000, averageVideoBitRate: 620_800))
        #expect(
            search.sentence == """
                quality was lowered to an average of 0.62 Mbit/s, since the file may have at most 1 MB and would have had \
                3 MB
                """)
    }

    @Test("A third pass makes up for what the second missed, and a fourth is not tried")
    func corrects() {
        var search = RateSearch(maximumBytes: 1_000_000)
        _ = search.next(after: Self.file(3_000_000))
        // A tenth more picture than there is room for.
        guard case .again(let rate) = search.next(after: Self.file(1_080_000)) else {
            Issue.record("no third pass")
            return
        }
        #expect(rate == Int(620_800 / 1.1 * 0.94))
        guard case .hopeless(let sentence) = search.next(after: Self.file(1_000_001)) else {
            Issue.record("a fourth pass")
            return
        }
        #expect(sentence.hasPrefix("It cannot be made as small as 1 MB: after 3 passes it is 1 MB."))
    }

    @Test("Where the sound alone is too large, there is no second pass")
    func givesUp() {
        var search = RateSearch(maximumBytes: 150_000)
        guard case .hopeless = search.next(after: Self.file(3_000_000)) else {
            Issue.record("it goes on")
            return
        }
    }
}
