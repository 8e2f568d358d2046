public import Foundation
internal import GRDB
public import Jobs

extension SQLiteJobStore {
    public func cancel(_ id: JobID, forgetsReference: Bool) throws(JobStoreError) -> Job? {
        try write { db in
            if forgetsReference { try setReference(nil, of: id, db) }
            guard let job = try fetchJob(id, db), !job.state.isFinal else { return try fetchJob(id, db) }
            if job.state == .running {
                try db.cachedStatement(sql: "UPDATE job SET isCancelRequested = 1 WHERE id = ?")
                    .execute(arguments: [id.number])
            } else {
                var state = job.state
                try state.apply(.cancelled)
                try db.cachedStatement(
                    sql: "UPDATE job SET state = ?, isCancelRequested = 1, finishedAt = ? WHERE id = ?"
                ).execute(arguments: [state.rawValue, clock.date.milliseconds, id.number])
            }
            return try fetchJob(id, db)
        }
    }

    public func retry(_ id: JobID) throws(JobStoreError) -> Job? {
        try write { db in
            guard let job = try fetchJob(id, db) else { return nil }
            var state = job.state
            try state.apply(.retried)
            try db.cachedStatement(
                sql: """
                    UPDATE job SET state = ?, runAt = ?, finishedAt = NULL, isCancelRequested = 0,
                        maxAttempts = max(maxAttempts, attempt + 1)
                    WHERE id = ?
                    """
            ).execute(arguments: [state.rawValue, clock.date.milliseconds, id.number])
            return try fetchJob(id, db)
        }
    }

    public func setReference(_ reference: String?, of id: JobID) throws(JobStoreError) {
        try requireText(reference ?? "")
        try write { db in try setReference(reference, of: id, db) }
    }

    private func setReference(_ reference: String?, of id: JobID, _ db: Database) throws {
        try db.cachedStatement(sql: "UPDATE job SET reference = ? WHERE id = ?")
            .execute(arguments: [reference, id.number])
    }

    public func prune(before: Date, keeping keep: Int) throws(JobStoreError) -> Int {
        var removed = 0
        while true {
            let count = try write { db in
                let statement = try db.cachedStatement(sql: Self.pruneStatement)
                try statement.execute(
                    arguments: [before.milliseconds, max(0, keep), Self.removedAtOnce])
                return db.changesCount
            }
            removed += count
            if count < Self.removedAtOnce { return removed }
        }
    }

    /// About 20 ms of work.
    private static let removedAtOnce = 500

    /// The jobs that ended last are passed over from the index's end, so it costs no more than `keep`
    /// steps.
    static let pruneStatement = """
        DELETE FROM job WHERE id IN (
            SELECT id FROM job WHERE finishedAt IS NOT NULL AND finishedAt < ?1
                AND (finishedAt, id) <= (SELECT finishedAt, id FROM job WHERE finishedAt IS NOT NULL
                    ORDER BY finishedAt DESC, id DESC LIMIT 1 OFFSET ?2)
            ORDER BY finishedAt, id LIMIT ?3)
        """
}
