internal import Foundation
internal import GRDB
public import Jobs

extension SQLiteJobStore {
    public func report(_ progress: JobProgress, for claim: Claim) throws(JobStoreError) {
        try progress.stage.requireStorable()
        let progress = progress.storable
        try write { db in
            try requireStatus(claim, db)
            try db.cachedStatement(
                sql: """
                    INSERT OR REPLACE INTO progress (job, stage, fraction, secondsLeft, at)
                    VALUES (?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                claim.job.number, progress.stage, progress.fraction, progress.secondsLeft,
                progress.at.milliseconds,
            ])
        }
    }

    public func finish(step: String, output: String, for claim: Claim) throws(JobStoreError) {
        try step.requireStorable()
        try output.requireStorable()
        try write { db in
            try requireStatus(claim, db)
            try db.cachedStatement(
                sql: """
                    INSERT OR REPLACE INTO step (job, name, number, output, finishedAt)
                    VALUES (?1, ?2, (SELECT ifnull(max(number), 0) + 1 FROM step WHERE job = ?1), ?3, ?4)
                    """
            ).execute(arguments: [claim.job.number, step, output, clock.date.milliseconds])
        }
    }

    public func complete(_ claim: Claim, result: String) throws(JobStoreError) {
        try result.requireStorable()
        try write { db in
            if try isCompleted(claim, result, db) { return }
            try write(try requireStatus(claim, db).succeed(), of: claim.job, db)
            try db.cachedStatement(sql: "INSERT OR REPLACE INTO result (job, text) VALUES (?, ?)")
                .execute(arguments: [claim.job.number, result])
        }
    }

    private func isCompleted(_ claim: Claim, _ result: String, _ db: Database) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: """
                SELECT result.text = ? FROM job JOIN result ON result.job = job.id
                WHERE id = ? AND fence = ? AND state = 'completed'
                """)
        return try Bool.fetchOne(statement, arguments: [result, claim.job.number, claim.fence]) ?? false
    }

    public func fail(
        _ claim: Claim, _ failure: JobFailure, retryAfter: Duration?
    ) throws(JobStoreError) -> JobState {
        try end(claim) { status throws(IllegalTransition) in
            try status.fail(failure, retryAfter: retryAfter)
        }
    }

    public func release(_ claim: Claim) throws(JobStoreError) -> JobState {
        try end(claim) { status throws(IllegalTransition) in try status.release() }
    }

    public func confirmCancel(_ claim: Claim) throws(JobStoreError) {
        _ = try end(claim) { status throws(IllegalTransition) in try status.confirmCancel() }
    }

    private func end(
        _ claim: Claim, _ decide: (JobStatus) throws(IllegalTransition) -> JobDecision
    ) throws(JobStoreError) -> JobState {
        try write { db in
            let decision = try decide(requireStatus(claim, db))
            try write(decision, of: claim.job, db)
            return decision.status.state
        }
    }

    // MARK: The row of a job

    /// - Throws: ``JobStoreError/Code/claimLost`` if the claim is not the job's latest.
    @discardableResult
    func requireStatus(_ claim: Claim, _ db: Database) throws -> JobStatus {
        let statement = try db.cachedStatement(
            sql: """
                SELECT state, attempt, maxAttempts, isCancelRequested FROM job
                WHERE id = ? AND fence = ? AND state = 'running'
                """)
        guard let row = try Row.fetchOne(statement, arguments: [claim.job.number, claim.fence]) else {
            throw JobStoreError.lost(claim)
        }
        return try row.status()
    }

    /// Writes a decision about a job.
    func write(_ decision: JobDecision, of id: JobID, _ db: Database) throws {
        if let failure = decision.failure { try note(failure.storable, of: id, db) }
        let now = clock.date.milliseconds
        let status = decision.status
        let wait: Int64?
        let runAt: Int64?
        switch decision.due {
        case .unchanged: (wait, runAt) = (nil, nil)
        case .now: (wait, runAt) = (nil, now)
        case .after(let duration): (wait, runAt) = (duration.milliseconds, now + duration.milliseconds)
        }
        if status.state == .running {
            // Its lease stays. The only possible decision about it is a request to cancel.
            try db.cachedStatement(sql: "UPDATE job SET isCancelRequested = ? WHERE id = ?")
                .execute(arguments: [status.isCancelRequested, id.number])
            return
        }
        try db.cachedStatement(
            sql: """
                UPDATE job SET state = ?, attempt = ?, maxAttempts = ?, isCancelRequested = ?,
                    runAt = ifnull(?, runAt), finishedAt = ?, leaseBoot = NULL, leaseUntil = NULL,
                    runnerProcess = NULL, runnerStarted = NULL, runnerInstance = NULL
                WHERE id = ?
                """
        ).execute(arguments: [
            status.state.rawValue, status.attempt, status.maxAttempts, status.isCancelRequested, runAt,
            status.state.isFinal ? now : nil, id.number,
        ])
        if let wait, status.state == .retryable {
            try db.cachedStatement(sql: Self.waitStatement).execute(arguments: [
                clock.boot, clock.sinceBoot.milliseconds + wait, wait, id.number,
            ])
        }
    }

    private func note(_ failure: JobFailure, of id: JobID, _ db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO failure (job, number, attempt, at, code, message, canRetry, isCrash)
                VALUES (?1, (SELECT ifnull(max(number), 0) + 1 FROM failure WHERE job = ?1),
                    ?2, ?3, ?4, ?5, ?6, ?7)
                """
        ).execute(arguments: [
            id.number, failure.attempt, failure.at.milliseconds, failure.code,
            failure.message, failure.canRetry, failure.isCrash,
        ])
        guard let remedies = failure.remedies else { return }
        try db.cachedStatement(
            sql: """
                INSERT INTO remedy (job, number, text)
                VALUES (?1, (SELECT max(number) FROM failure WHERE job = ?1), ?2)
                """
        ).execute(arguments: [id.number, remedies])
    }
}
