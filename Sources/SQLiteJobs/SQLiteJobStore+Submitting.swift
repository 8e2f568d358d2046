internal import Foundation
internal import GRDB
public import Jobs

extension SQLiteJobStore {
    public func submit(_ drafts: [JobDraft]) throws(JobStoreError) -> [Submission] {
        for draft in drafts { try draft.requireStorable() }
        return try write { db in
            try drafts.map { try submit($0, db) }
        }
    }

    private func submit(_ draft: JobDraft, _ db: Database) throws -> Submission {
        let now = clock.date
        let state: JobState
        switch draft.decide(keyOwner: try draft.key.flatMap { try owner(of: $0, db) }, at: now) {
        case .existing(let job): return .existing(job)
        case .conflict(let job): return .conflict(job)
        case .create(let first, let formerOwner):
            state = first
            if let formerOwner {
                try db.cachedStatement(sql: "UPDATE job SET uniqueKey = NULL WHERE id = ?")
                    .execute(arguments: [formerOwner.number])
            }
        }
        let insertion = try db.cachedStatement(
            sql: """
                INSERT INTO job (kind, uniqueKey, reference, state, priority, publishAt, runAt, createdAt,
                    maxAttempts)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try insertion.execute(arguments: [
            draft.kind, draft.key, draft.reference, state.rawValue, draft.priority,
            draft.publishAt?.milliseconds ?? SQLiteSchema.noPublishAt,
            (draft.runAt ?? now).milliseconds, now.milliseconds, draft.maxAttempts,
        ])
        let id = JobID(db.lastInsertedRowID)
        try db.cachedStatement(sql: "INSERT INTO payload (job, text) VALUES (?, ?)")
            .execute(arguments: [id.number, draft.payload])
        return .created(try requireJob(id, db))
    }

    private func owner(of key: String, _ db: Database) throws -> Job? {
        let query = try db.cachedStatement(sql: "SELECT id FROM job WHERE uniqueKey = ?")
        return try Int64.fetchOne(query, arguments: [key]).map { try requireJob(JobID($0), db) }
    }
}
