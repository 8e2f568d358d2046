internal import Foundation
internal import GRDB
public import Jobs

extension SQLiteJobStore {
    public func submit(_ drafts: [JobDraft]) throws(JobStoreError) -> [Submission] {
        for draft in drafts { try validate(draft) }
        return try write { db in
            try drafts.map { try submit($0, db) }
        }
    }

    private func submit(_ draft: JobDraft, _ db: Database) throws -> Submission {
        if let key = draft.key, let owner = try freeKey(key, db) {
            let isSame = owner.kind == draft.kind && owner.payload == draft.payload
            return isSame ? .existing(owner) : .conflict(owner)
        }
        let now = clock.date
        let runAt = draft.runAt ?? now
        let insertion = try db.cachedStatement(
            sql: """
                INSERT INTO job (kind, uniqueKey, reference, state, priority, publishAt, runAt, createdAt,
                    maxAttempts)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        let state = runAt <= now ? JobState.available : .scheduled
        try insertion.execute(arguments: [
            draft.kind, draft.key, draft.reference, state.rawValue, draft.priority,
            draft.publishAt?.milliseconds ?? SQLiteSchema.noPublishAt, runAt.milliseconds,
            now.milliseconds, draft.maxAttempts,
        ])
        let id = JobID(db.lastInsertedRowID)
        try db.cachedStatement(sql: "INSERT INTO payload (job, text) VALUES (?, ?)")
            .execute(arguments: [id.number, draft.payload])
        return .created(try requireJob(id, db))
    }

    /// Takes a key away from a job that was given up.
    ///
    /// - Returns: the job that keeps it.
    private func freeKey(_ key: String, _ db: Database) throws -> Job? {
        let query = try db.cachedStatement(sql: "SELECT id FROM job WHERE uniqueKey = ?")
        guard let number = try Int64.fetchOne(query, arguments: [key]) else { return nil }
        let job = try requireJob(JobID(number), db)
        guard job.state == .cancelled || job.state == .discarded else { return job }
        try db.cachedStatement(sql: "UPDATE job SET uniqueKey = NULL WHERE id = ?")
            .execute(arguments: [number])
        return nil
    }

    private func validate(_ draft: JobDraft) throws(JobStoreError) {
        guard (0...9).contains(draft.priority), draft.maxAttempts >= 1, !draft.kind.isEmpty else {
            throw JobStoreError(
                .bug,
                "a job needs a kind, a priority from 0 to 9 and an attempt or more; it has “\(draft.kind)”, "
                    + "\(draft.priority) and \(draft.maxAttempts)")
        }
        for text in [draft.kind, draft.payload, draft.key ?? "", draft.reference ?? ""] {
            try requireText(text)
        }
    }

    /// GRDB hands texts to SQLite as C strings, which end at a NUL.
    func requireText(_ text: String) throws(JobStoreError) {
        guard !text.utf8.contains(0) else {
            throw JobStoreError(.bug, "a text for the queue contains the character NUL; leave it out")
        }
    }
}
