internal import Foundation
internal import GRDB
public import Jobs

extension SQLiteJobStore {
    public func claim(
        _ runner: RunnerID, kinds: [String], limit: Int, lease: Duration
    ) throws(JobStoreError) -> [(claim: Claim, job: Job)] {
        let kinds = Array(Set(kinds))
        // Read first: usually there is no work, and reading does not lock others out.
        guard limit > 0, try hasWork(kinds) else { return [] }
        return try write { db in
            let now = clock.date
            try makeAvailable(db)
            return try ready(kinds, limit, db).map { id in
                let fence = try begin(id, runner, now, lease, db)
                return (Claim(job: id, fence: fence), try requireJob(id, db))
            }
        }
    }

    private func hasWork(_ kinds: [String]) throws(JobStoreError) -> Bool {
        try read { db in
            if try !ready(kinds, 1, db).isEmpty { return true }
            return try nextDue(db).map { $0 <= 0 } ?? false
        }
    }

    /// The jobs to run next. An index gives the order within each kind.
    private func ready(_ kinds: [String], _ limit: Int, _ db: Database) throws -> [JobID] {
        let statement = try db.cachedStatement(sql: Self.readyQuery)
        var places: [[Int64]] = []
        for kind in kinds {
            places += try Row.fetchAll(statement, arguments: [kind, limit]).map { row in
                try ["priority", "publishAt", "runAt", "id"].map { try row.value($0) }
            }
        }
        if kinds.count > 1 { places.sort { $0.lexicographicallyPrecedes($1) } }
        return places.prefix(limit).map { JobID($0[3]) }
    }

    private func begin(
        _ id: JobID, _ runner: RunnerID, _ now: Date, _ lease: Duration, _ db: Database
    ) throws -> Int64 {
        try db.cachedStatement(sql: "DELETE FROM progress WHERE job = ?").execute(arguments: [id.number])
        let statement = try db.cachedStatement(sql: Self.claimStatement)
        let fence = try Int64.fetchOne(
            statement,
            arguments: [
                now.milliseconds, clock.boot, (clock.sinceBoot + lease).milliseconds, runner.process,
                runner.started, runner.instance, id.number,
            ])
        guard let fence else {
            throw JobStoreError(damaged: path, "an index lists job \(id), which is missing")
        }
        return fence
    }

    public func releaseForgotten(
        by runner: RunnerID, except known: [Claim]
    ) throws(JobStoreError) -> [JobID] {
        try write { db in
            let statement = try db.cachedStatement(sql: Self.ownQuery)
            let forgotten = try Row.fetchAll(statement, arguments: [runner.instance]).map { row in
                Claim(job: JobID(try row.value("id")), fence: try row.value("fence"))
            }.filter { !known.contains($0) }
            for claim in forgotten {
                try write(try requireStatus(claim, db).release(), of: claim.job, db)
            }
            return forgotten.map(\.job)
        }
    }

    public func renew(_ claims: [Claim], lease: Duration) throws(JobStoreError) -> [Claim: ClaimStatus] {
        guard !claims.isEmpty else { return [:] }
        return try write { db in
            let statement = try db.cachedStatement(sql: Self.renewStatement)
            let until = (clock.sinceBoot + lease).milliseconds
            return try statuses(claims) { claim in
                try Bool.fetchOne(
                    statement, arguments: [clock.boot, until, claim.job.number, claim.fence])
            }
        }
    }

    public func status(of claims: [Claim]) throws(JobStoreError) -> [Claim: ClaimStatus] {
        guard !claims.isEmpty else { return [:] }
        return try read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT isCancelRequested FROM job WHERE id = ? AND fence = ? AND state = 'running'
                    """)
            return try statuses(claims) { claim in
                try Bool.fetchOne(statement, arguments: [claim.job.number, claim.fence])
            }
        }
    }

    private func statuses(
        _ claims: [Claim], isCancelRequested: (Claim) throws -> Bool?
    ) throws -> [Claim: ClaimStatus] {
        var statuses: [Claim: ClaimStatus] = [:]
        for claim in claims {
            switch try isCancelRequested(claim) {
            case nil: statuses[claim] = .lost
            case true?: statuses[claim] = .cancelRequested
            case false?: statuses[claim] = .held
            }
        }
        return statuses
    }

    // MARK: Statements

    static let readyQuery = """
        SELECT id, priority, publishAt, runAt FROM job WHERE state = 'available' AND kind = ?
        ORDER BY priority, publishAt, runAt, id LIMIT ?
        """
    static let claimStatement = """
        UPDATE job SET state = 'running', attempt = attempt + 1, fence = fence + 1, startedAt = ?,
            leaseBoot = ?, leaseUntil = ?, runnerProcess = ?, runnerStarted = ?, runnerInstance = ?
        WHERE id = ? AND state = 'available' RETURNING fence
        """
    static let ownQuery = """
        SELECT id, fence FROM job WHERE state = 'running' AND runnerInstance = ?
        """
    static let renewStatement = """
        UPDATE job SET leaseBoot = ?, leaseUntil = ?
        WHERE id = ? AND fence = ? AND state = 'running' RETURNING isCancelRequested
        """
}
