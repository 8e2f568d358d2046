internal import Foundation
internal import GRDB
public import Jobs

extension SQLiteJobStore {
    public func cancel(_ id: JobID, forgetsReference: Bool) throws(JobStoreError) -> Job? {
        try write { db in
            if forgetsReference { try setReference(nil, of: id, db) }
            guard let job = try fetchJob(id, db), let decision = job.status.cancel() else {
                return try fetchJob(id, db)
            }
            try write(decision, of: id, db)
            return try fetchJob(id, db)
        }
    }

    public func retry(_ id: JobID) throws(JobStoreError) -> Job? {
        try write { db in
            guard let job = try fetchJob(id, db) else { return nil }
            try write(try job.status.retry(), of: id, db)
            return try fetchJob(id, db)
        }
    }

    public func setReference(_ reference: String?, of id: JobID) throws(JobStoreError) {
        try reference?.requireStorable()
        try write { db in try setReference(reference, of: id, db) }
    }

    private func setReference(_ reference: String?, of id: JobID, _ db: Database) throws {
        try db.cachedStatement(sql: "UPDATE job SET reference = ? WHERE id = ?")
            .execute(arguments: [reference, id.number])
    }

    public func prune(endedFor age: Duration, keeping keep: Int) throws(JobStoreError) -> Int {
        let latest = clock.date.milliseconds - age.milliseconds
        var removed = 0
        while true {
            let count = try write { db in
                let statement = try db.cachedStatement(sql: Self.pruneStatement)
                try statement.execute(
                    arguments: [latest, max(0, keep), Self.removedAtOnce])
                return db.changesCount
            }
            removed += count
            if count < Self.removedAtOnce { return removed }
        }
    }

    /// Takes about 20 ms.
    private static let removedAtOnce = 500

    /// The statement skips the jobs that ended last, from the end of the index, in no more than `keep` steps.
    static let pruneStatement = """
        DELETE FROM job WHERE id IN (
            SELECT id FROM job WHERE finishedAt IS NOT NULL AND finishedAt <= ?1
                AND (finishedAt, id) <= (SELECT finishedAt, id FROM job WHERE finishedAt IS NOT NULL
                    ORDER BY finishedAt DESC, id DESC LIMIT 1 OFFSET ?2)
            ORDER BY finishedAt, id LIMIT ?3)
        """
}
