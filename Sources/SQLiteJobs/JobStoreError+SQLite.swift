internal import GRDB
internal import Jobs

extension JobStoreError {
    /// Translates SQLite's result for a queue. Corresponds to `sqlite3_extended_errcode()`.
    ///
    /// - Parameters:
    ///   - file: the queue's path.
    ///   - isOpen: whether the file has been opened already. If so, SQLite may fail to make a journal for a temporary
    ///     reason, such as too many open files.
    init(_ error: DatabaseError, file: String, isOpen: Bool) {
        let detail = "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no message")"
        switch error.resultCode {
        case .SQLITE_FULL:
            self.init(
                .diskFull,
                "the disk of the queue \(file) is full; free some space, and work continues (\(detail))")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                .busy,
                "another process has kept the queue \(file) locked for too long; try again (\(detail))")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_MISMATCH, .SQLITE_FORMAT, .SQLITE_CONSTRAINT:
            // New rows obey the constraints, so an existing one violates them.
            self.init(damaged: file, detail)
        case .SQLITE_CANTOPEN where isOpen, .SQLITE_IOERR, .SQLITE_NOMEM, .SQLITE_PROTOCOL:
            self.init(
                .inputOutput,
                "reading or writing the queue \(file) failed; check its disk and try again (\(detail))")
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_NOLFS:
            self.init(
                .cannotOpen,
                "the queue \(file) cannot be opened for writing; check the permissions of the file and its "
                    + "folder (\(detail))")
        default:
            self.init(.bug, "the queue \(file) refused a statement; please report this (\(detail))")
        }
    }

    /// - Parameter detail: the evidence of the damage.
    init(damaged file: String, _ detail: String) {
        self.init(
            .damaged,
            "the queue \(file) is damaged or is not a queue (\(detail)); move it away and start with a new one, "
                + "or restore a backup")
    }
}
