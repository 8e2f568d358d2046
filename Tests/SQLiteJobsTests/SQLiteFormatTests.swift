import Foundation
import GRDB
import Jobs
import JobsTestSupport
import Testing

@testable import SQLiteJobs

@Suite struct SQLiteFormatTests {
    private static let failure = JobFailure(attempt: 1, at: .now, code: "busy", message: "x", canRetry: true)

    /// Makes a queue's file what it is in format 1.
    private func makeFirst(_ store: SQLiteJobStore) throws {
        try store.queue.write { db in
            try db.execute(
                sql: """
                    DROP TABLE remedy;
                    DROP TRIGGER waitBegins; DROP TRIGGER waitEnds; DROP TABLE wait; DROP INDEX jobScheduled;
                    PRAGMA user_version = 1
                    """)
        }
    }

    @Test("A queue of format 1 is read, and what waits in it is run when it should be")
    func reads() throws {
        let queue = try TestQueue(.sqlite)
        let former = try SQLiteJobStore(path: queue.path, clock: queue.clock)
        for _ in 0..<2 { try former.add() }
        let scheduled = try former.add(JobDraft(kind: "work", payload: "", runAt: queue.clock.date + 90))
        let claims = try former.take(queue.runner, 2).map(\.claim)
        _ = try former.fail(claims[0], Self.failure, retryAfter: .seconds(60))
        try makeFirst(former)
        try former.queue.close()

        let store = try SQLiteJobStore(path: queue.path, clock: queue.clock)
        try store.check()
        #expect(try store.status(of: [claims[1]]) == [claims[1]: .held])
        #expect(try store.take(queue.runner).isEmpty)
        queue.clock.advance(.seconds(60))
        #expect(try store.take(queue.runner, 5).map(\.job.id) == [claims[0].job])
        queue.clock.advance(.seconds(30))
        #expect(try store.take(queue.runner, 5).map(\.job.id) == [scheduled.id])
        #expect(throws: Never.self) { try SQLiteJobStore(path: queue.path, clock: queue.clock) }
    }

    @Test("A queue of format 2 keeps its failures, and gets remedies for new ones")
    func readsSecond() throws {
        let queue = try TestQueue(.sqlite)
        let former = try SQLiteJobStore(path: queue.path, clock: queue.clock)
        let job = try former.add()
        var claim = try former.take(queue.runner)[0].claim
        _ = try former.fail(claim, Self.failure, retryAfter: .zero)
        try former.queue.write { try $0.execute(sql: "DROP TABLE remedy; PRAGMA user_version = 2") }
        try former.queue.close()

        let store = try SQLiteJobStore(path: queue.path, clock: queue.clock)
        claim = try store.take(queue.runner)[0].claim
        var failure = Self.failure
        failure.remedies = "try something else"
        _ = try store.fail(claim, failure, retryAfter: nil)
        #expect(try store.job(job.id)?.failures.map(\.remedies) == [nil, "try something else"])
        try store.check()
    }

    @Test("A process of format 2 that has the file open still notes failures, in a file of format 3")
    func mixedSecond() throws {
        let queue = try TestQueue(.sqlite)
        let store = try SQLiteJobStore(path: queue.path, clock: queue.clock)
        let job = try store.add()
        try store.queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO failure (job, number, attempt, at, code, message, canRetry, isCrash)
                    VALUES (?, 1, 1, 0, 'busy', 'x', 1, 0)
                    """, arguments: [job.id.number])
        }
        #expect(try store.job(job.id)?.failures.map(\.message) == ["x"])
    }

    @Test(
        "A job that a process of format 1 lets wait, in a file that was brought to a later format, is run again"
    )
    func mixed() throws {
        let queue = try TestQueue(.sqlite)
        let store = try SQLiteJobStore(path: queue.path, clock: queue.clock)
        try store.add()
        let claim = try store.take(queue.runner)[0].claim
        try store.queue.write { db in
            try db.execute(
                sql: """
                    UPDATE job SET state = 'retryable', runAt = ?, leaseBoot = NULL, leaseUntil = NULL
                    WHERE id = ?
                    """, arguments: [queue.clock.date.milliseconds + 5000, claim.job.number])
        }
        #expect(try store.take(queue.runner).isEmpty)
        queue.clock.advance(.seconds(5))
        #expect(try store.take(queue.runner).map(\.job.id) == [claim.job])
        let waits = try store.queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM wait") }
        #expect(waits == 0, "nothing is left of a wait that is over")
    }

    @Test("A queue of format 1 whose tables are not those of it is refused")
    func damaged() throws {
        let queue = try TestQueue(.sqlite)
        let store = try SQLiteJobStore(path: queue.path)
        try makeFirst(store)
        try store.queue.write { try $0.execute(sql: "DROP INDEX jobReady") }
        try store.queue.close()
        #expect(code { _ = try SQLiteJobStore(path: queue.path) } == .damaged)
    }
}
