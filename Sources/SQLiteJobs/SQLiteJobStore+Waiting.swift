internal import Foundation
internal import GRDB
public import Jobs

/// Jobs that are not due yet.
///
/// A submitter chooses a time of day. A wait between attempts is measured since the machine's boot, so that setting the
/// clock neither ends nor prolongs it.
extension SQLiteJobStore {
    public func nextDue() throws(JobStoreError) -> Duration? {
        try read { db in try nextDue(db).map { .milliseconds($0) } }
    }

    /// The milliseconds until the next job is due; nil if no job waits.
    func nextDue(_ db: Database) throws -> Int64? {
        // A claim must adopt this wait first (`adoptStatement`).
        if try Bool.fetchOne(db.cachedStatement(sql: Self.foreignWaitQuery), arguments: [clock.boot]) == true
        {
            return 0
        }
        let scheduled = try Int64.fetchOne(db.cachedStatement(sql: Self.nextScheduledQuery))
            .map { $0.subtractingReportingOverflow(clock.date.milliseconds).partialValue }
        let waiting = try Int64.fetchOne(db.cachedStatement(sql: Self.nextWaitQuery), arguments: [clock.boot])
            .map { $0.subtractingReportingOverflow(clock.sinceBoot.milliseconds).partialValue }
        return [scheduled, waiting].compactMap(\.self).min()
    }

    /// Makes jobs available whose time has come.
    func makeAvailable(_ db: Database) throws {
        let now = clock.date.milliseconds
        let sinceBoot = clock.sinceBoot.milliseconds
        if try Bool.fetchOne(db.cachedStatement(sql: Self.foreignWaitQuery), arguments: [clock.boot]) == true
        {
            try db.cachedStatement(sql: Self.adoptStatement)
                .execute(arguments: [clock.boot, sinceBoot, now])
        }
        try db.cachedStatement(sql: Self.scheduledStatement).execute(arguments: [now])
        try db.cachedStatement(sql: Self.waitedStatement).execute(arguments: [clock.boot, sinceBoot])
    }

    // MARK: Statements

    /// For a job that has just become `retryable`.
    static let waitStatement = "UPDATE wait SET boot = ?, until = ?, length = ? WHERE job = ?"
    /// Whether a wait began before the machine's boot.
    static let foreignWaitQuery = """
        SELECT EXISTS (SELECT 1 FROM wait WHERE boot < ?1) OR EXISTS (SELECT 1 FROM wait WHERE boot > ?1)
        """
    /// For waits that began before the machine's boot: what is left by the time of day. At most the whole wait, since a
    /// machine may boot with a wrong time.
    static let adoptStatement = """
        UPDATE wait SET boot = ?1, until = ?2 + min(length, max(0,
            (SELECT runAt FROM job WHERE id = wait.job) - ?3))
        WHERE boot < ?1 OR boot > ?1
        """
    static let scheduledStatement = """
        UPDATE job INDEXED BY jobScheduled SET state = 'available' WHERE state = 'scheduled' AND runAt <= ?
        """
    static let waitedStatement = """
        UPDATE job SET state = 'available'
        WHERE state = 'retryable' AND id IN (SELECT job FROM wait WHERE boot = ? AND until <= ?)
        """
    /// Without the hint, SQLite would use the index of states and sort all waiting jobs.
    static let nextScheduledQuery = """
        SELECT runAt FROM job INDEXED BY jobScheduled WHERE state = 'scheduled' ORDER BY runAt LIMIT 1
        """
    static let nextWaitQuery = "SELECT until FROM wait WHERE boot = ? ORDER BY until LIMIT 1"
}
