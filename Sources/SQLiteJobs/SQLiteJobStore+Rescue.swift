internal import Foundation
internal import GRDB
public import Jobs

extension SQLiteJobStore {
    public func rescue(_ policy: RetryPolicy) throws(JobStoreError) -> [JobID] {
        // Read first, as in `claim`.
        guard try read({ try abandoned($0).isEmpty }) == false else { return [] }
        return try write { db in
            // Jobs seen before may have been renewed or ended meanwhile.
            try AbandonedJob.blaming(abandoned(db)).map { job in
                var generator = SystemRandomNumberGenerator()
                let decision = try job.rescue(
                    after: losses(of: job.id, db), policy, at: clock.date, using: &generator)
                try write(decision, of: job.id, db)
                return job.id
            }
        }
    }

    private func abandoned(_ db: Database) throws -> [AbandonedJob] {
        let statement = try db.cachedStatement(sql: Self.runningQuery)
        return try Row.fetchAll(statement).compactMap { row in
            // All processes that claim from a file are on this machine, so the file need not name the machine.
            let boot = try row.value("leaseBoot", as: String.self)
            let runner = RunnerID(
                machine: boot == clock.boot ? RunnerID.thisMachine : boot,
                process: try row.value("runnerProcess"), started: try row.value("runnerStarted"),
                instance: try row.value("runnerInstance"))
            let loss = RunnerLoss(
                machineRestarted: boot != clock.boot,
                processEnded: runner.isGone,
                leaseEnded: try row.value("leaseUntil", as: Int64.self) <= clock.sinceBoot.milliseconds)
            return try loss.map {
                AbandonedJob(
                    id: JobID(try row.value("id")), status: try row.status(), runner: runner, loss: $0)
            }
        }
    }

    private func losses(of id: JobID, _ db: Database) throws -> Int {
        try Int.fetchOne(db.cachedStatement(sql: Self.lossesQuery), arguments: [id.number]) ?? 0
    }

    private static let lossesQuery = """
        SELECT sum(CASE code \(weights) ELSE 0 END) FROM failure WHERE job = ?
        """
    private static let weights = RunnerLoss.allCases.map { "WHEN '\($0.rawValue)' THEN \($0.weight)" }
        .joined(separator: " ")
    static let runningQuery = """
        SELECT id, state, attempt, maxAttempts, isCancelRequested, leaseBoot, leaseUntil, runnerProcess,
            runnerStarted, runnerInstance
        FROM job WHERE state = 'running'
        """
}
