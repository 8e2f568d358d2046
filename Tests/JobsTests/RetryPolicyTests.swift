import Jobs
import TestSupport
import Testing

@Suite struct RetryPolicyTests {
    @Test(
        "The wait doubles up to its limit, less a random half at most",
        arguments: [(-3, 3), (1, 3), (2, 6), (3, 12), (7, 192), (8, 384), (9, 600), (Int.max, 600)])
    func delays(attempt: Int, longest seconds: Int) {
        let longest = Double(seconds)
        var generator = SeededGenerator(seed: 1)
        let delays = (0..<200).map { _ in
            RetryPolicy().delay(after: attempt, using: &generator) / .seconds(1)
        }
        #expect(delays.allSatisfy { (longest / 2...longest).contains($0) })
        #expect(Set(delays).count > 100, "jobs that failed together must not come back together")
    }
}
