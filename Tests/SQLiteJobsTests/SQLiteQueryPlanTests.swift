import Foundation
import GRDB
import Jobs
import JobsTestSupport
import Testing
internal import Threading

@testable import SQLiteJobs

@Suite struct SQLiteQueryPlanTests {
    @Test("No call looks through all jobs, or sorts them")
    func plans() throws {
        let queue = try TestQueue(.sqlite)
        let store = try SQLiteJobStore(path: queue.path, clock: queue.clock)
        let statements = Statements(of: store)
        try useEverything(store, queue)
        // counts() does look at all jobs, but in the smallest index.
        let plans = try statements.plans { !$0.contains("GROUP BY state") }
        #expect(plans.count > 30, "too few to be all: \(plans.keys)")
        for (sql, plan) in plans {
            for line in plan {
                let isScan = line.hasPrefix("SCAN") && !line.contains("CONSTANT ROW")
                let usesOrderOfIndex = ["jobScheduled", "jobEnded"].contains { line.hasSuffix("INDEX \($0)") }
                // A list without a condition goes along the table itself, from its end.
                let isNewestFirst = line == "SCAN job" && sql.hasSuffix("ORDER BY id DESC LIMIT ?")
                #expect(!isScan || usesOrderOfIndex || isNewestFirst, "\(line)\n\(sql)")
                // The few steps of one job are sorted.
                let isSort = line.contains("TEMP B-TREE") && !sql.contains("FROM step")
                #expect(!isSort, "\(line)\n\(sql)\n\(plan)")
            }
        }
    }

    @Test(
        "What is asked for all the time has an index of its own",
        arguments: [
            (SQLiteJobStore.readyQuery, "jobReady"), (SQLiteJobStore.scheduledStatement, "jobScheduled"),
            (SQLiteJobStore.nextScheduledQuery, "jobScheduled"), (SQLiteJobStore.waitedStatement, "waitEnd"),
            (SQLiteJobStore.nextWaitQuery, "waitEnd"), (SQLiteJobStore.foreignWaitQuery, "waitEnd"),
            (SQLiteJobStore.pruneStatement, "jobEnded"),
            (SQLiteJobStore.runningQuery, "jobByState"),
            (SQLiteJobStore.claimStatement, "INTEGER PRIMARY KEY"),
            (SQLiteJobStore.renewStatement, "INTEGER PRIMARY KEY"),
            ("SELECT id FROM job WHERE uniqueKey = ?", "jobByKey"),
        ])
    func hotStatements(sql: String, index: String) throws {
        let queue = try TestQueue(.sqlite)
        let store = try SQLiteJobStore(path: queue.path)
        let plan = try Statements(of: store).plan(sql)
        #expect(plan.contains { $0.contains(index) }, "\(plan)")
    }

    private func useEverything(_ store: SQLiteJobStore, _ queue: borrowing TestQueue) throws {
        let failure = JobFailure(attempt: 1, at: .now, code: "x", message: "x", canRetry: true)
        let draft = JobDraft(kind: "work", payload: "x", key: "k", reference: "r")
        let job = try store.add(draft)
        _ = try store.submit([draft])
        _ = try store.cancel(job.id)
        _ = try store.submit([draft])
        _ = try store.retry(job.id)
        try store.setReference("s", of: job.id)
        for _ in 0..<5 { try store.add() }
        let claims = try store.take(queue.runner, 5).map(\.claim)
        _ = try store.renew(claims, lease: .seconds(30))
        _ = try store.status(of: claims)
        try store.report(JobProgress(stage: "x", fraction: 1), for: claims[0])
        try store.finish(step: "x", output: "", for: claims[0])
        try store.withClaim(claims[0]) {}
        _ = try store.releaseForgotten(by: queue.runner, except: claims)
        try store.complete(claims[0], result: "")
        _ = try store.fail(claims[1], failure, retryAfter: .zero)
        _ = try store.release(claims[2])
        _ = try store.cancel(claims[3].job)
        try store.confirmCancel(claims[3])
        queue.clock.advance(.seconds(31))
        _ = try store.rescue(RetryPolicy())
        _ = try store.nextDue()
        _ = try store.changes(noticedWithin: .seconds(1)).wait(upTo: .zero)
        _ = try store.jobs(JobQuery(states: [.available, .completed], before: JobID(5)))
        _ = try store.jobs(JobQuery(key: "k"))
        _ = try store.jobs(JobQuery(reference: "r"))
        _ = try store.jobs(JobQuery(limit: 3))
        _ = try store.prune(endedFor: .zero, keeping: 1)
    }
}

/// What a store has SQLite do.
private final class Statements: Sendable {
    private let store: SQLiteJobStore
    private let seen = Lock<Set<String>>([])

    init(of store: SQLiteJobStore) {
        self.store = store
        store.queue.inDatabase { db in
            db.trace { [weak self] event in
                guard case .statement(let statement) = event else { return }
                self?.seen.withLock { _ = $0.insert(statement.sql) }
            }
        }
    }

    /// How SQLite would do each, line by line.
    func plans(of isIncluded: (String) -> Bool) throws -> [String: [String]] {
        let statements = seen.withLock { $0 }.filter(isIncluded)
        return try store.queue.inDatabase { db in
            db.trace(options: [])
            var plans: [String: [String]] = [:]
            // SQLite names a trigger that runs in a comment.
            for sql in statements
            where !sql.hasPrefix("PRAGMA") && !sql.hasSuffix("TRANSACTION") && !sql.hasPrefix("--") {
                plans[sql] = try Self.plan(sql, db)
            }
            return plans
        }
    }

    func plan(_ sql: String) throws -> [String] {
        try store.queue.inDatabase { try Self.plan(sql, $0) }
    }

    private static func plan(_ sql: String, _ db: Database) throws -> [String] {
        let plan = try db.makeStatement(sql: "EXPLAIN QUERY PLAN \(sql)")
        let arguments = StatementArguments(Array(repeating: 0, count: sql.parameterCount))
        return try Row.fetchAll(plan, arguments: arguments).map { $0["detail"] }
    }
}

extension String {
    /// `?` counts each time, `?1` once.
    fileprivate var parameterCount: Int {
        let numbers = Set(matches(of: /\?(\d)/).map { $0.1 })
        return numbers.isEmpty ? count { $0 == "?" } : numbers.count
    }
}
