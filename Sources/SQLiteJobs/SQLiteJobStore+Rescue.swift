internal import Foundation
internal import GRDB
public import Jobs

extension SQLiteJobStore {
    public func rescue(_ policy: RetryPolicy) throws(JobStoreError) -> [JobID] {
        // A look first, as in `claim`.
        guard try read({ try abandoned($0).isEmpty }) == false else { return [] }
        return try write { db in
            // What was seen before may have been renewed or ended meanwhile.
            try blamed(abandoned(db)).map { job in
                try take(job, policy, db)
                return job.row.id
            }
        }
    }

    private struct Abandoned {
        let row: RunningRow
        let runner: RunnerID
        var failure: JobFailure
    }

    private func abandoned(_ db: Database) throws -> [Abandoned] {
        let statement = try db.cachedStatement(sql: Self.runningQuery)
        return try Row.fetchAll(statement).compactMap { row in
            guard let (loss, message) = try reason(row) else { return nil }
            let running = try RunningRow(row)
            return Abandoned(
                row: running, runner: try runner(row),
                failure: JobFailure(
                    attempt: running.attempt, at: clock.date, code: loss.rawValue, message: message,
                    canRetry: true))
        }
    }

    /// The same, where a runner that has ended had one job only.
    private func blamed(_ jobs: [Abandoned]) -> [Abandoned] {
        let counts = Dictionary(grouping: jobs, by: \.runner).mapValues(\.count)
        return jobs.map { job in
            guard job.failure.code == RunnerLoss.runnerGone.rawValue, counts[job.runner] == 1 else {
                return job
            }
            var job = job
            job.failure.code = RunnerLoss.runnerGoneAlone.rawValue
            return job
        }
    }

    private func runner(_ row: Row) throws -> RunnerID {
        RunnerID(
            process: try row.value("runnerProcess"), started: try row.value("runnerStarted"),
            instance: try row.value("runnerInstance"))
    }

    /// Why no runner works on a job any more; nil where one may.
    private func reason(_ row: Row) throws -> (loss: RunnerLoss, message: String)? {
        let runner = try runner(row)
        if try row.value("leaseBoot", as: String.self) != clock.boot {
            return (.machineRestarted, "the machine was restarted while \(runner) was at work on it")
        }
        if runner.isGone {
            return (.runnerGone, "\(runner), which was at work on it, has ended without a word")
        }
        if try row.value("leaseUntil", as: Int64.self) <= clock.sinceBoot.milliseconds {
            return (.leaseExpired, "\(runner), which was at work on it, was not heard of for too long")
        }
        return nil
    }

    private func take(_ job: Abandoned, _ policy: RetryPolicy, _ db: Database) throws {
        try note(job.failure, of: job.row.id, db)
        var row = job.row
        row.attempt -= 1
        if row.isCancelRequested {
            try end(row, by: .cancelled, db)
            return
        }
        let losses =
            try Int.fetchOne(
                db.cachedStatement(sql: Self.lossesQuery), arguments: [row.id.number]) ?? 0
        if losses >= policy.maxLosses {
            try end(row, by: .gaveUp, db)
            return
        }
        var generator = SystemRandomNumberGenerator()
        if let delay = policy.delay(afterLosses: losses, using: &generator) {
            try end(row, by: .failed, wait: delay, db)
        } else {
            // It keeps its place in the order.
            try end(row, by: .released, db)
        }
    }

    private static let lossesQuery = """
        SELECT sum(CASE code \(weights) ELSE 0 END) FROM failure WHERE job = ?
        """
    private static let weights = RunnerLoss.allCases.map { "WHEN '\($0.rawValue)' THEN \($0.weight)" }
        .joined(separator: " ")
    static let runningQuery = """
        SELECT id, attempt, maxAttempts, isCancelRequested, leaseBoot, leaseUntil, runnerProcess,
            runnerStarted, runnerInstance
        FROM job WHERE state = 'running'
        """
}
