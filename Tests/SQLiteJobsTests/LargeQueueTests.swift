import Foundation
import GRDB
import Jobs
import JobsTestSupport
import Testing

@testable import SQLiteJobs

@Suite struct LargeQueueTests {
    @Test("A queue of 100,000 jobs is opened, looked after and claimed from without a noticeable wait")
    func hundredThousand() throws {
        let queue = try TestQueue(.sqlite)
        try fill(SQLiteJobStore(path: queue.path, clock: queue.clock), 100_000)
        var report: [String] = []
        func timed<R>(_ name: String, _ work: () throws -> R) rethrows -> R {
            let begin = ContinuousClock.now
            defer { report.append("\(name) \(ContinuousClock.now - begin)") }
            return try work()
        }
        let begin = ContinuousClock.now
        let store = try timed("open") { try SQLiteJobStore(path: queue.path, clock: queue.clock) }
        _ = try timed("rescue") { try store.rescue(RetryPolicy()) }
        let claims = try timed("first claim") { try store.take(queue.runner, 2) }
        let total = ContinuousClock.now - begin
        #expect(claims.map(\.job.priority) == [1, 1])
        let next = try timed("another claim") { try store.take(queue.runner) }
        try timed("complete") { try store.complete(next[0].claim, result: "") }
        _ = try timed("counts") { try store.counts() }
        _ = try timed("list") { try store.jobs(JobQuery(states: [.running, .completed])) }
        try timed("check") { try store.check() }
        queue.clock.advance(.seconds(100_000))
        _ = try timed("claim when 20,000 become due") { try store.take(queue.runner) }
        print("100,000 jobs: \(report.joined(separator: ", "))")
        // Some 30 ms; this bound is for what would grow with the queue.
        #expect(total < .seconds(5))
    }

    /// Every fifth waits for its time.
    private func fill(_ store: SQLiteJobStore, _ count: Int) throws {
        try store.queue.write { db in
            try db.execute(
                sql: """
                    WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?1)
                    INSERT INTO job (kind, state, priority, publishAt, runAt, createdAt, maxAttempts)
                    SELECT 'work', iif(n % 5 = 0, 'scheduled', 'available'), n % 10, ?2 + n,
                        iif(n % 5 = 0, ?2 + n, ?2), ?2, 5 FROM number
                    """, arguments: [count, store.clock.date.milliseconds])
            try db.execute(
                sql: "INSERT INTO payload (job, text) SELECT id, ?1 FROM job",
                arguments: [String(repeating: "x", count: 300)])
        }
    }
}
