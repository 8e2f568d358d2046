internal import Foundation
internal import GRDB
public import Jobs

extension SQLiteJobStore {
    public func report(_ progress: JobProgress, for claim: Claim) throws(JobStoreError) {
        try requireText(progress.stage)
        try write { db in
            try requireRow(claim, db)
            let fraction = progress.fraction.isFinite ? min(max(progress.fraction, 0), 1) : 0
            let secondsLeft = progress.secondsLeft.flatMap { $0.isFinite ? $0 : nil }
            try db.cachedStatement(
                sql: """
                    INSERT OR REPLACE INTO progress (job, stage, fraction, secondsLeft, at)
                    VALUES (?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                claim.job.number, progress.stage, fraction, secondsLeft, progress.at.milliseconds,
            ])
        }
    }

    public func finish(step: String, output: String, for claim: Claim) throws(JobStoreError) {
        try requireText(step)
        try requireText(output)
        try write { db in
            try requireRow(claim, db)
            try db.cachedStatement(
                sql: """
                    INSERT OR REPLACE INTO step (job, name, number, output, finishedAt)
                    VALUES (?1, ?2, (SELECT ifnull(max(number), 0) + 1 FROM step WHERE job = ?1), ?3, ?4)
                    """
            ).execute(arguments: [claim.job.number, step, output, clock.date.milliseconds])
        }
    }

    public func complete(_ claim: Claim, result: String) throws(JobStoreError) {
        try requireText(result)
        try write { db in
            if try isCompleted(claim, result, db) { return }
            let row = try requireRow(claim, db)
            try end(row, by: .succeeded, db)
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
        try write { db in
            let row = try requireRow(claim, db)
            try note(failure, of: claim.job, db)
            if row.isCancelRequested { return try end(row, by: .cancelled, db) }
            guard let retryAfter, row.attempt < row.maxAttempts else {
                return try end(row, by: .gaveUp, db)
            }
            return try end(row, by: .failed, wait: retryAfter, db)
        }
    }

    public func release(_ claim: Claim) throws(JobStoreError) -> JobState {
        try write { db in
            var row = try requireRow(claim, db)
            row.attempt -= 1
            return try end(row, by: row.isCancelRequested ? .cancelled : .released, db)
        }
    }

    public func confirmCancel(_ claim: Claim) throws(JobStoreError) {
        try write { db in
            _ = try end(try requireRow(claim, db), by: .cancelled, db)
        }
    }

    // MARK: The row of an attempt

    /// What a running job's row says that decides about its end.
    struct RunningRow {
        let id: JobID
        var attempt: Int
        let maxAttempts: Int
        let isCancelRequested: Bool

        init(_ row: Row) throws {
            id = JobID(try row.value("id"))
            attempt = try row.value("attempt")
            maxAttempts = try row.value("maxAttempts")
            isCancelRequested = try row.value("isCancelRequested")
            guard attempt >= 1 else { throw UnreadableColumn(name: "attempt") }
        }
    }

    /// - Throws: ``JobStoreError/Code/claimLost`` where the claim is not the job's latest.
    @discardableResult
    func requireRow(_ claim: Claim, _ db: Database) throws -> RunningRow {
        let statement = try db.cachedStatement(
            sql: """
                SELECT id, attempt, maxAttempts, isCancelRequested FROM job
                WHERE id = ? AND fence = ? AND state = 'running'
                """)
        guard let row = try Row.fetchOne(statement, arguments: [claim.job.number, claim.fence]) else {
            throw JobStoreError.lost(claim)
        }
        return try RunningRow(row)
    }

    /// - Parameter wait: until the next attempt; nil to leave the time for it as it is.
    @discardableResult
    func end(
        _ row: RunningRow, by event: JobEvent, wait: Duration? = nil, _ db: Database
    ) throws -> JobState {
        var state = JobState.running
        try state.apply(event)
        let now = clock.date.milliseconds
        let length = wait.map { max(0, $0.milliseconds) }
        try db.cachedStatement(
            sql: """
                UPDATE job SET state = ?, attempt = ?, runAt = ifnull(?, runAt), finishedAt = ?,
                    leaseBoot = NULL, leaseUntil = NULL, runnerProcess = NULL, runnerStarted = NULL,
                    runnerInstance = NULL
                WHERE id = ?
                """
        ).execute(arguments: [
            state.rawValue, row.attempt, length.map { now + $0 }, state.isFinal ? now : nil, row.id.number,
        ])
        if let length, state == .retryable {
            try db.cachedStatement(sql: Self.waitStatement).execute(arguments: [
                clock.boot, clock.sinceBoot.milliseconds + length, length, row.id.number,
            ])
        }
        return state
    }

    func note(_ failure: JobFailure, of id: JobID, _ db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO failure (job, number, attempt, at, code, message, canRetry, isCrash)
                VALUES (?1, (SELECT ifnull(max(number), 0) + 1 FROM failure WHERE job = ?1),
                    ?2, ?3, ?4, ?5, ?6, ?7)
                """
        ).execute(arguments: [
            id.number, failure.attempt, failure.at.milliseconds, readable(failure.code),
            readable(failure.message), failure.canRetry, failure.isCrash,
        ])
    }

    /// A failure must be noted whatever its words are (``requireText(_:)``).
    private func readable(_ text: String) -> String {
        text.replacing("\0", with: "\u{FFFD}")
    }
}
