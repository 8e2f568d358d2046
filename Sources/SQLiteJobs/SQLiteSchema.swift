internal import Foundation
internal import GRDB
internal import Jobs

/// The tables of a queue's file.
///
/// Values that change often are in `job`, whose rows are small. Payloads, results, progress, steps and failures have
/// their own tables, so that a claim rewrites one short row.
enum SQLiteSchema {
    /// Marks a file as one of our queues: `PRAGMA application_id`, "SMJQ".
    static let applicationID: Int64 = 0x534D_4A51
    /// `PRAGMA user_version`.
    static let version: Int64 = 3

    /// Stands for "no time". It sorts such jobs after all others of their priority.
    static let noPublishAt = Int64.max

    /// The tables of format 1. Times of day are milliseconds since 1970, leases milliseconds since `leaseBoot`.
    ///
    /// Each index serves one frequent query, and contains only rows that can be in its result.
    private static let first = """
        CREATE TABLE job (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            uniqueKey TEXT,
            reference TEXT,
            state TEXT NOT NULL CHECK (state IN ('available', 'scheduled', 'running', 'retryable',
                'completed', 'cancelled', 'discarded')),
            priority INTEGER NOT NULL CHECK (priority BETWEEN 0 AND 9),
            publishAt INTEGER NOT NULL,
            runAt INTEGER NOT NULL,
            createdAt INTEGER NOT NULL,
            startedAt INTEGER,
            finishedAt INTEGER,
            attempt INTEGER NOT NULL DEFAULT 0 CHECK (attempt >= 0),
            maxAttempts INTEGER NOT NULL CHECK (maxAttempts >= 1),
            fence INTEGER NOT NULL DEFAULT 0 CHECK (fence >= 0),
            isCancelRequested INTEGER NOT NULL DEFAULT 0,
            leaseBoot TEXT,
            leaseUntil INTEGER,
            runnerProcess INTEGER,
            runnerStarted TEXT,
            runnerInstance TEXT,
            CHECK ((state = 'running') = (leaseUntil IS NOT NULL)),
            CHECK ((state IN ('completed', 'cancelled', 'discarded')) = (finishedAt IS NOT NULL))
        ) STRICT;
        CREATE INDEX jobReady ON job (kind, priority, publishAt, runAt, id) WHERE state = 'available';
        CREATE INDEX jobWaiting ON job (runAt) WHERE state IN ('scheduled', 'retryable');
        CREATE INDEX jobEnded ON job (finishedAt, id) WHERE finishedAt IS NOT NULL;
        CREATE INDEX jobByState ON job (state, id);
        CREATE UNIQUE INDEX jobByKey ON job (uniqueKey) WHERE uniqueKey IS NOT NULL;
        CREATE INDEX jobByReference ON job (reference, id) WHERE reference IS NOT NULL;

        CREATE TABLE payload (
            job INTEGER PRIMARY KEY REFERENCES job ON DELETE CASCADE, text TEXT NOT NULL
        ) STRICT;
        CREATE TABLE result (
            job INTEGER PRIMARY KEY REFERENCES job ON DELETE CASCADE, text TEXT NOT NULL
        ) STRICT;
        CREATE TABLE progress (
            job INTEGER PRIMARY KEY REFERENCES job ON DELETE CASCADE,
            stage TEXT NOT NULL, fraction REAL NOT NULL, secondsLeft REAL, at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE step (
            job INTEGER NOT NULL REFERENCES job ON DELETE CASCADE,
            name TEXT NOT NULL, number INTEGER NOT NULL, output TEXT NOT NULL, finishedAt INTEGER NOT NULL,
            PRIMARY KEY (job, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE failure (
            job INTEGER NOT NULL REFERENCES job ON DELETE CASCADE,
            number INTEGER NOT NULL, attempt INTEGER NOT NULL, at INTEGER NOT NULL, code TEXT NOT NULL,
            message TEXT NOT NULL, canRetry INTEGER NOT NULL, isCrash INTEGER NOT NULL,
            PRIMARY KEY (job, number)
        ) STRICT, WITHOUT ROWID;
        """

    /// The size that the file must have, in bytes.
    static func size(_ db: Database) throws -> Int64 {
        let pages = try Int64.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        return try pages * (Int64.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
    }

    /// The format of a file, as its contents tell.
    enum Content {
        case empty
        case current
        /// The tables of an earlier format.
        case earlier(version: Int64)
        case later(version: Int64)
        case foreign
        /// The tables are not those of this version.
        case damaged
    }

    /// What format 2 adds to the tables of format 1: the waits of `retryable` jobs, in milliseconds since the machine's
    /// boot.
    ///
    /// A process of format 1 may have the file open while a later one adds these. The triggers then give its writes a
    /// wait, too. They mark it as a wait of another boot, so the time of day tells how much of it is left.
    private static let second = [
        """
        CREATE TABLE wait (
            job INTEGER PRIMARY KEY REFERENCES job ON DELETE CASCADE,
            boot TEXT NOT NULL, until INTEGER NOT NULL, length INTEGER NOT NULL CHECK (length >= 0)
        ) STRICT
        """,
        "CREATE INDEX waitEnd ON wait (boot, until)",
        "CREATE INDEX jobScheduled ON job (runAt) WHERE state = 'scheduled'",
        """
        CREATE TRIGGER waitBegins AFTER UPDATE OF state ON job WHEN new.state = 'retryable' BEGIN
            INSERT OR REPLACE INTO wait (job, boot, until, length) VALUES (new.id, '', 0, 600000);
        END
        """,
        """
        CREATE TRIGGER waitEnds AFTER UPDATE OF state ON job
        WHEN old.state = 'retryable' AND new.state <> 'retryable' BEGIN
            DELETE FROM wait WHERE job = old.id;
        END
        """,
    ]

    /// What format 3 adds to the tables of format 2: the remedies of failures. A process of an earlier format, which may
    /// have the file open meanwhile, notes failures without them.
    private static let third = [
        """
        CREATE TABLE remedy (
            job INTEGER NOT NULL REFERENCES job ON DELETE CASCADE,
            number INTEGER NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (job, number)
        ) STRICT, WITHOUT ROWID
        """
    ]

    /// The statements that SQLite stores for the tables of each format.
    private static func expected(_ version: Int64) -> Set<String> {
        let statements = first.split(separator: ";")
            .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        return Set(statements + (version < 2 ? [] : second) + (version < 3 ? [] : third))
    }

    static func content(_ db: Database) throws -> Content {
        let application = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let version = try Int64.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        switch (application, version) {
        case (applicationID, 1...Self.version):
            let found = try String.fetchSet(
                db, sql: "SELECT sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%'")
            guard found == expected(version) else { return .damaged }
            return version == Self.version ? .current : .earlier(version: version)
        case (applicationID, (Self.version + 1)...): return .later(version: version)
        case (0, 0):
            let tables = try Int64.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
            return tables == 0 ? .empty : .foreign
        default: return .foreign
        }
    }

    /// Makes the tables in an empty file.
    static func create(_ db: Database) throws {
        try db.execute(sql: first)
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        try update(db, from: 1)
    }

    /// Adds what a file of an earlier format lacks.
    static func update(_ db: Database, from former: Int64) throws {
        if former < 2 {
            for statement in second { try db.execute(sql: statement) }
            try db.execute(
                sql: "INSERT INTO wait (job, boot, until, length) SELECT id, '', 0, 600000 FROM job "
                    + "WHERE state = 'retryable'")
        }
        for statement in third { try db.execute(sql: statement) }
        try db.execute(sql: "PRAGMA user_version = \(version)")
    }
}
