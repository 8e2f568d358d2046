internal import Foundation
internal import GRDB
internal import GRDBSQLite
public import Jobs

/// A queue in a file, for all processes of one machine.
///
/// A store has a single connection. Give each thread that must not wait for another one's calls its own store; all of
/// them may name the same file. The file must be on a local disk, since SQLite's locks do not work on many network file
/// systems. No other code of the process may open the file: POSIX releases all of a process's locks on a file when any
/// descriptor of it is closed (`fcntl(2)`).
///
/// `docs/queue.md` explains each setting.
public final class SQLiteJobStore: JobStore {
    /// Absolute.
    public let path: String

    let clock: any JobClock
    let queue: DatabaseQueue
    private let file: FileIdentity

    /// Opens a queue. If it does not exist, makes it and its folders.
    ///
    /// - Throws: ``JobStoreError/Code/cannotOpen``, ``JobStoreError/Code/damaged``, ``JobStoreError/Code/tooNew``;
    ///   ``JobStoreError/Code/busy`` if others keep it locked; ``JobStoreError/Code/diskFull`` and
    ///   ``JobStoreError/Code/inputOutput`` if it cannot be made.
    public init(path: String, clock: any JobClock = SystemClock()) throws(JobStoreError) {
        self.path = URL(filePath: path).path(percentEncoded: false)
        self.clock = clock
        file = try FileIdentity.make(self.path)
        do {
            queue = try DatabaseQueue(path: self.path, configuration: Self.configuration)
            try Self.checkWritable(queue, self.path)
            let content = try queue.read { [path = self.path] db in
                try FileIdentity.checkSize(path, atLeast: SQLiteSchema.size(db))
                return try SQLiteSchema.content(db)
            }
            if case .current = content { return }
            try queue.write { [path = self.path] db in
                switch try SQLiteSchema.content(db) {
                case .current: break
                case .empty: try SQLiteSchema.create(db)
                case .earlier(let version): try SQLiteSchema.update(db, from: version)
                case .later(let version):
                    throw JobStoreError(
                        .tooNew,
                        "the queue \(path) was written by a later version of this program (format \(version), "
                            + "this one knows \(SQLiteSchema.version)); use that version")
                case .damaged:
                    throw JobStoreError(
                        damaged: path, "its tables are not those of its format")
                case .foreign:
                    throw JobStoreError(
                        .cannotOpen,
                        "\(path) is a database of another program; name another file for the queue")
                }
            }
        } catch let error as JobStoreError {
            throw error
        } catch let error as DatabaseError {
            throw JobStoreError(error, file: self.path, isOpen: false)
        } catch {
            throw JobStoreError(damaged: self.path, String(describing: error))
        }
    }

    /// If SQLite cannot open a file for writing, for whatever reason, it opens it for reading, and reports that only at
    /// the first write. The permissions were checked before, so the reason is temporary.
    ///
    /// Corresponds to `sqlite3_db_readonly`.
    private static func checkWritable(_ queue: DatabaseQueue, _ path: String) throws {
        let isReadOnly = queue.inDatabase { db in
            unsafe sqlite3_db_readonly(db.sqliteConnection, "main") != 0
        }
        guard isReadOnly else { return }
        throw JobStoreError(
            .inputOutput,
            "the queue \(path) could not be opened for writing; check its disk and try again")
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "jobs"
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            try db.execute(
                sql: """
                    PRAGMA journal_mode = DELETE;
                    PRAGMA synchronous = EXTRA;
                    PRAGMA cell_size_check = ON;
                    PRAGMA trusted_schema = OFF;
                    """)
        }
        return configuration
    }

    // MARK: Transactions

    /// Runs a transaction that writes. All or nothing of `body` takes effect, and `body` may be called again.
    func write<R>(_ body: (Database) throws -> R) throws(JobStoreError) -> R {
        try file.check(path)
        return try retrying { () throws(JobStoreError) in
            try access { try queue.write(body) }
        }
    }

    /// Runs a transaction that only reads; `body` may be called again.
    func read<R>(_ body: (Database) throws -> R) throws(JobStoreError) -> R {
        try retrying { () throws(JobStoreError) in
            try access { try queue.read(body) }
        }
    }

    /// SQLite does not call its busy handler if waiting could be a deadlock, but reports at once that the file is busy.
    /// So this tries twice more, at times that differ between processes.
    private func retrying<R>(_ work: () throws(JobStoreError) -> R) throws(JobStoreError) -> R {
        for _ in 0..<2 {
            do {
                return try work()
            } catch {
                guard error.code == .busy else { throw error }
                Thread.sleep(forTimeInterval: .random(in: 0.01...0.1))
            }
        }
        return try work()
    }

    private func access<R>(_ work: () throws -> R) throws(JobStoreError) -> R {
        do {
            return try work()
        } catch let error as JobStoreError {
            throw error
        } catch let error as DatabaseError {
            throw JobStoreError(error, file: path, isOpen: true)
        } catch let error as IllegalTransition {
            throw JobStoreError(.wrongState, error.description)
        } catch {
            // GRDB could not read a value as the type that the schema declares.
            throw JobStoreError(damaged: path, String(describing: error))
        }
    }

    public func withClaim<R>(_ claim: Claim, _ body: () throws -> R) throws -> R {
        try file.check(path)
        var outcome: Result<R, any Error>?
        do throws(JobStoreError) {
            try retrying { () throws(JobStoreError) in
                try access {
                    try queue.write { db in
                        // The body's work must be done only once, however this transaction ends.
                        guard outcome == nil else { return }
                        try requireStatus(claim, db)
                        outcome = Result { try body() }
                    }
                }
            }
        } catch {
            if outcome == nil { throw error }
        }
        guard let outcome else {
            throw JobStoreError(.bug, "the body of a claim was not run; please report this")
        }
        return try outcome.get()
    }

    public func changes(noticedWithin latency: Duration) throws(JobStoreError) -> any JobStoreChanges {
        try SQLiteJobChanges(of: self, every: latency)
    }

    /// A number that changes after any process has changed anything or tried to. Only numbers from the same store can
    /// be compared.
    func changeCount() throws(JobStoreError) -> Int64 {
        try file.check(path)
        return try retrying { () throws(JobStoreError) in
            try access {
                try queue.inDatabase { db in
                    // The first counts the changes of all other connections, the second those of this one.
                    let others = try Int64.fetchOne(db.cachedStatement(sql: "PRAGMA data_version")) ?? 0
                    let own =
                        try Int64.fetchOne(db.cachedStatement(sql: "SELECT total_changes()")) ?? 0
                    return others + own
                }
            }
        }
    }

    /// Checks the whole file, at some 100,000 jobs a second.
    ///
    /// - Throws: ``JobStoreError/Code/damaged`` with the first fault found. Corresponds to `PRAGMA integrity_check` and
    ///   `PRAGMA foreign_key_check`.
    public func check() throws(JobStoreError) {
        try read { db in
            let found = try String.fetchOne(db, sql: "PRAGMA integrity_check(1)")
            if let found, found != "ok" { throw JobStoreError(damaged: path, found) }
            if let row = try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") {
                let table: String? = row[0]
                throw JobStoreError(
                    damaged: path, "\(table ?? "a table") refers to a job that does not exist")
            }
        }
    }
}
