internal import Foundation
internal import GRDB
internal import Jobs

extension SQLiteJobStore {
    /// A complete job; nil if no job has that number.
    func fetchJob(_ id: JobID, _ db: Database) throws -> Job? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT job.*, payload.text AS payload, result.text AS result, wait.until AS waitUntil,
                    stage, fraction, secondsLeft, at
                FROM job LEFT JOIN payload ON payload.job = job.id LEFT JOIN result ON result.job = job.id
                LEFT JOIN wait ON wait.job = job.id AND wait.boot = ?1
                LEFT JOIN progress ON progress.job = job.id WHERE job.id = ?2
                """)
        guard let row = try Row.fetchOne(statement, arguments: [clock.boot, id.number]) else { return nil }
        var job = Job(
            id: id, kind: try row.value("kind"), payload: try row.value("payload"),
            key: try row.valueIfAny("uniqueKey"), reference: try row.valueIfAny("reference"),
            state: try row.state(),
            priority: try row.value("priority"), publishAt: nil, runAt: try row.date("runAt"),
            createdAt: try row.date("createdAt"), startedAt: try row.dateIfAny("startedAt"),
            finishedAt: try row.dateIfAny("finishedAt"), attempt: try row.value("attempt"),
            maxAttempts: try row.value("maxAttempts"), fence: try row.value("fence"),
            isCancelRequested: try row.value("isCancelRequested"), progress: nil, steps: [], failures: [],
            result: try row.valueIfAny("result"))
        if let until: Int64 = try row.valueIfAny("waitUntil") {
            let left = until.subtractingReportingOverflow(clock.sinceBoot.milliseconds).partialValue
            job.runAt = Date(milliseconds: clock.date.milliseconds.addingReportingOverflow(left).partialValue)
        }
        if try row.value("publishAt", as: Int64.self) != SQLiteSchema.noPublishAt {
            job.publishAt = try row.date("publishAt")
        }
        if !row.hasNull(atIndex: row.count - 1) {
            job.progress = JobProgress(
                stage: try row.value("stage"), fraction: try row.value("fraction"),
                secondsLeft: try row.valueIfAny("secondsLeft"), at: try row.date("at"))
        }
        let steps = try db.cachedStatement(
            sql: "SELECT name, output, finishedAt FROM step WHERE job = ? ORDER BY number")
        job.steps = try Row.fetchAll(steps, arguments: [id.number]).map { row in
            JobStep(
                name: try row.value("name"), output: try row.value("output"),
                finishedAt: try row.date("finishedAt"))
        }
        let failures = try db.cachedStatement(
            sql: """
                SELECT failure.*, remedy.text AS remedies FROM failure
                LEFT JOIN remedy ON remedy.job = failure.job AND remedy.number = failure.number
                WHERE failure.job = ? ORDER BY failure.number
                """)
        job.failures = try Row.fetchAll(failures, arguments: [id.number]).map { row in
            JobFailure(
                attempt: try row.value("attempt"), at: try row.date("at"), code: try row.value("code"),
                message: try row.value("message"), remedies: try row.valueIfAny("remedies"),
                canRetry: try row.value("canRetry"), isCrash: try row.value("isCrash"))
        }
        return job
    }

    /// A job that exists, as the same transaction has just seen.
    func requireJob(_ id: JobID, _ db: Database) throws -> Job {
        guard let job = try fetchJob(id, db) else {
            throw JobStoreError(damaged: path, "an index lists job \(id), which is missing")
        }
        return job
    }
}

/// A column with a value that the schema does not allow.
struct UnreadableColumn: Error, CustomStringConvertible {
    let name: String

    var description: String { "column \(name) has an invalid value" }
}

extension Row {
    /// Unlike GRDB's subscript, this does not trap on the contents of a damaged file.
    func value<V: DatabaseValueConvertible>(_ name: String, as type: V.Type = V.self) throws -> V {
        guard let value = V.fromDatabaseValue(self[name] as DatabaseValue) else {
            throw UnreadableColumn(name: name)
        }
        return value
    }

    func valueIfAny<V: DatabaseValueConvertible>(_ name: String, as type: V.Type = V.self) throws -> V? {
        (self[name] as DatabaseValue).isNull ? nil : try value(name, as: type)
    }

    func date(_ name: String) throws -> Date {
        Date(milliseconds: try value(name))
    }

    func dateIfAny(_ name: String) throws -> Date? {
        try valueIfAny(name, as: Int64.self).map { Date(milliseconds: $0) }
    }

    /// The job's status, on which decisions about it depend.
    func status() throws -> JobStatus {
        let status = JobStatus(
            state: try state(), attempt: try value("attempt"), maxAttempts: try value("maxAttempts"),
            isCancelRequested: try value("isCancelRequested"))
        guard status.attempt >= (status.state == .running ? 1 : 0) else {
            throw UnreadableColumn(name: "attempt")
        }
        return status
    }

    func state() throws -> JobState {
        guard let state = JobState(rawValue: try value("state")) else {
            throw UnreadableColumn(name: "state")
        }
        return state
    }
}
