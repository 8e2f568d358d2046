internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

// The calls on an open file that swift-system lacks, or whose errors it does not type. In its manner, each repeats a
// call that a signal interrupts.

extension FileDescriptor {
    /// Reads from the current position, as much as fits into `buffer`.
    ///
    /// - Returns: the number of bytes read, 0 at the end.
    ///
    /// Corresponds to `read(2)`.
    func read(into buffer: inout [UInt8]) throws(Errno) -> Int {
        try Self.typed {
            try unsafe buffer.withUnsafeMutableBytes { bytes in try unsafe read(into: bytes) }
        }
    }

    /// Reads from an offset, as much as fits into `buffer`. Neither uses nor moves the current position.
    ///
    /// - Returns: the number of bytes read, 0 at the end.
    ///
    /// Corresponds to `pread(2)`.
    func read(into buffer: inout [UInt8], at offset: Int64) throws(Errno) -> Int {
        try Self.typed {
            try unsafe buffer.withUnsafeMutableBytes { bytes in
                try unsafe read(fromAbsoluteOffset: offset, into: bytes)
            }
        }
    }

    /// Writes all bytes.
    ///
    /// Corresponds to `write(2)`.
    func write(all bytes: [UInt8]) throws(Errno) {
        try Self.typed { _ = try writeAll(bytes) }
    }

    /// The first range at or after an offset that is not a hole; nil if only holes follow. Moves the current position
    /// to the beginning.
    ///
    /// Corresponds to `lseek(2)` with `SEEK_DATA` and `SEEK_HOLE`.
    func data(from offset: Int64) throws(Errno) -> Range<Int64>? {
        let start: Int64
        do throws(Errno) {
            start = try Self.typed { try seek(offset: offset, from: Self.nextData) }
        } catch {
            if error == .noSuchAddressOrDevice { return nil }
            throw error
        }
        // Other readers of the descriptor start at the beginning.
        defer { _ = try? seek(offset: 0, from: .start) }
        let end = try Self.typed { try seek(offset: start, from: Self.nextHole) }
        return start..<max(end, start + 1)
    }

    #if os(Linux)
        // The C library defines these only for programs that ask for GNU's extensions: unistd.h.
        private static let (nextData, nextHole) = (SeekOrigin(rawValue: 3), SeekOrigin(rawValue: 4))
    #else
        private static let (nextData, nextHole) = (SeekOrigin.nextData, SeekOrigin.nextHole)
    #endif

    /// Runs calls of swift-system that throw `Errno` and nothing else, but are declared to throw any error.
    private static func typed<R>(_ body: () throws -> R) throws(Errno) -> R {
        do {
            return try body()
        } catch let error as Errno {
            throw error
        } catch {
            throw .ioError
        }
    }

    /// Waits until everything written to the file, or all entries of the folder, are on the disk.
    ///
    /// Corresponds to `fsync(2)`.
    func synchronize() throws(Errno) {
        while fsync(rawValue) != 0 {
            let error = Errno(rawValue: errno)
            if error != .interrupted { throw error }
        }
    }

    /// Locks the file for this open descriptor alone, without waiting for another one to release it.
    ///
    /// - Throws: `Errno.wouldBlock` if another open descriptor has the lock.
    ///
    /// Corresponds to `flock(2)` with `LOCK_EX` and `LOCK_NB`.
    func lock() throws(Errno) {
        if flock(rawValue, LOCK_EX | LOCK_NB) != 0 { throw Errno(rawValue: errno) }
    }

    /// Corresponds to `fchmod(2)`.
    func setPermissions(_ permissions: FilePermissions) throws(Errno) {
        if fchmod(rawValue, permissions.rawValue) != 0 { throw Errno(rawValue: errno) }
    }

    /// Whether this user owns it, and it grants none of some permissions.
    ///
    /// Corresponds to `fstat(2)` and `geteuid(2)`.
    func isOwn(without permissions: FilePermissions) throws(Errno) -> Bool {
        let status = try Stat(self)
        return status.userID.rawValue == geteuid() && status.permissions.isDisjoint(with: permissions)
    }
}
