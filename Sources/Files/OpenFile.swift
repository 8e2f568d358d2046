#if canImport(Glibc)
    package import Glibc
#else
    package import Darwin
#endif

/// An open file or folder.
///
/// Corresponds to a file descriptor (`open(2)`).
package struct OpenFile: ~Copyable {
    /// What the file is opened for.
    package enum Purpose {
        case reading
        /// Fails if the name is taken, even by a dangling link.
        case creating

        fileprivate var flags: Int32 {
            switch self {
            // O_NONBLOCK: do not wait for a writer if a pipe has the file's name.
            case .reading: O_RDONLY | O_NONBLOCK
            case .creating: O_RDWR | O_CREAT | O_EXCL
            }
        }
    }

    package let path: String
    package let descriptor: Int32

    package init(_ path: String, for purpose: Purpose) throws(SystemError) {
        // A new file gets the permissions that the user's umask leaves.
        var descriptor: Int32
        repeat {
            descriptor = unsafe open(path, purpose.flags | O_CLOEXEC, 0o666)
        } while descriptor < 0 && errno == EINTR
        self.descriptor = descriptor
        self.path = path
        if descriptor < 0 { throw SystemError("open", path) }
    }

    /// Opens an open file again, for reading only, wherever its name leads by now.
    ///
    /// Corresponds to `open(2)` of `/proc/self/fd/N` (proc.5).
    package init(reading file: borrowing OpenFile) throws(SystemError) {
        #if os(Linux)
            try self.init("/proc/self/fd/\(file.descriptor)", for: .reading)
        #else
            try self.init("/dev/fd/\(file.descriptor)", for: .reading)
        #endif
    }

    /// Takes ownership of a descriptor, and closes it in the end.
    init(adopting descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    /// Opens a file for reading that lies in or below a folder. Follows no link on the way from that folder.
    ///
    /// - Parameter root: the folder; `path` begins with it.
    /// - Throws: ``SystemError``, of code `EACCES` if the path leads out of the folder, of code `ELOOP` or `ENOTDIR` if
    ///   it contains a link.
    ///
    /// Corresponds to `openat2(2)` with `RESOLVE_BENEATH` and `RESOLVE_NO_SYMLINKS`, which other systems lack.
    package init(_ path: String, beneath root: String) throws(SystemError) {
        descriptor = Self.walk(path, from: root)
        self.path = path
        if descriptor < 0 { throw SystemError("open", path) }
    }

    /// - Returns: the descriptor; a negative number after a failure, with the reason in `errno`.
    private static func walk(_ path: String, from root: String) -> Int32 {
        guard let parts = Path.parts(of: path, below: root), !parts.isEmpty else {
            errno = EACCES
            return -1
        }
        var folder = unsafe open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        for (index, part) in parts.enumerated() where folder >= 0 {
            let isLast = index == parts.count - 1
            let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | (isLast ? O_NONBLOCK : O_DIRECTORY)
            let next = unsafe openat(folder, part, flags)
            let code = errno
            close(folder)
            folder = next
            errno = code
        }
        return folder
    }

    deinit { close(descriptor) }

    /// The file's status.
    ///
    /// Corresponds to `fstat(2)`.
    package func status() throws(SystemError) -> FileStatus { FileStatus(try details()) }

    /// The outcome of an attempt to lock a file.
    package enum Lock {
        case taken
        /// Another open file has it.
        case held
        /// The file system has no locks.
        case unsupported
    }

    /// Tries to lock the file. The lock ends when the file is closed, and so at the latest when the process ends.
    ///
    /// Corresponds to `flock(2)`.
    package func lock() -> Lock {
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return .taken }
        return errno == EWOULDBLOCK ? .held : .unsupported
    }

    /// The permissions of the file's owner, its group and others.
    package func permissions() throws(SystemError) -> mode_t { try details().st_mode & 0o7777 }

    /// The number of names that the file has.
    package func nameCount() throws(SystemError) -> Int { Int(try details().st_nlink) }

    /// Whether this user owns it and no other user may read or write it.
    package func isSecret() throws(SystemError) -> Bool {
        let details = try details()
        return details.st_uid == geteuid() && details.st_mode & (S_IRWXG | S_IRWXO) == 0
    }

    /// Corresponds to `fchmod(2)`.
    package func setPermissions(_ permissions: mode_t) throws(SystemError) {
        if fchmod(descriptor, permissions) != 0 { throw SystemError("fchmod", path) }
    }

    private func details() throws(SystemError) -> stat {
        var status = stat()
        if unsafe fstat(descriptor, &status) != 0 { throw SystemError("fstat", path) }
        return status
    }

    /// Waits until everything written is on the disk.
    ///
    /// After a failure for another reason than a signal, the caller must not try again: the kernel has dropped the
    /// unwritten pages.
    ///
    /// Corresponds to `fsync(2)`.
    package func synchronize() throws(SystemError) {
        while fsync(descriptor) != 0 {
            if errno != EINTR { throw SystemError("fsync", path) }
        }
    }

    /// Reads from the current position, as much as fits into `buffer`.
    ///
    /// - Returns: the number of bytes read, 0 at the end.
    ///
    /// Corresponds to `read(2)`.
    func read(into buffer: inout [UInt8]) throws(SystemError) -> Int {
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                // The global function, because the method has the same name.
                unsafe systemRead(descriptor, bytes.baseAddress, bytes.count)
            }
            if count >= 0 { return count }
            if errno != EINTR { throw SystemError("read", path) }
        }
    }

    /// Reads from an offset, as much as fits into `buffer`. Neither uses nor moves the current position.
    ///
    /// - Returns: the number of bytes read, 0 at the end.
    ///
    /// Corresponds to `pread(2)`.
    package func read(into buffer: inout [UInt8], at offset: Int64) throws(SystemError) -> Int {
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe pread(descriptor, bytes.baseAddress, bytes.count, off_t(offset))
            }
            if count >= 0 { return count }
            if errno != EINTR { throw SystemError("read", path) }
        }
    }

    /// Reads a number of bytes from an offset. Returns fewer only at the file's end.
    package func bytes(at offset: Int64, count wanted: Int) throws(SystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < wanted {
            var buffer = [UInt8](repeating: 0, count: wanted - bytes.count)
            let count = try read(into: &buffer, at: offset + Int64(bytes.count))
            if count == 0 { break }
            bytes += buffer.prefix(count)
        }
        return bytes
    }

    /// Writes all bytes.
    ///
    /// Corresponds to `write(2)`.
    package func write(_ bytes: [UInt8]) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { bytes in
                unsafe systemWrite(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
            }
            if count >= 0 {
                done += count
            } else if errno != EINTR {
                throw SystemError("write", path)
            }
        }
    }
}

private func systemRead(_ descriptor: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    unsafe read(descriptor, start, count)
}

private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    unsafe write(descriptor, start, count)
}

/// Identifies one state of one file under one name: moving the file changes it.
///
/// ``FileIdentity`` identifies a state that moving does not change.
package struct FileStatus: Hashable, Sendable {
    package let device: UInt64
    package let inode: UInt64
    package let bytes: Int64
    let modifiedSeconds: Int
    let modifiedNanoseconds: Int
    /// The kernel's time of the last change to the content, names, permissions or times. No program can set it.
    let changedSeconds: Int
    let changedNanoseconds: Int
    package let isRegular: Bool
    package let isFolder: Bool

    init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(status.st_ino)
        bytes = Int64(status.st_size)
        #if canImport(Glibc)
            modifiedSeconds = status.st_mtim.tv_sec
            modifiedNanoseconds = status.st_mtim.tv_nsec
            changedSeconds = status.st_ctim.tv_sec
            changedNanoseconds = status.st_ctim.tv_nsec
        #else
            modifiedSeconds = status.st_mtimespec.tv_sec
            modifiedNanoseconds = status.st_mtimespec.tv_nsec
            changedSeconds = status.st_ctimespec.tv_sec
            changedNanoseconds = status.st_ctimespec.tv_nsec
        #endif
        isRegular = status.st_mode & S_IFMT == S_IFREG
        isFolder = status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether it was changed so recently that another change might not show. The clock of another machine may be
    /// ahead, as for files on a network disk.
    package var isFresh: Bool {
        var now = timespec()
        unsafe _ = clock_gettime(CLOCK_REALTIME, &now)
        return changedSeconds >= now.tv_sec - 2
    }

    /// The time since the last change; nil if that lies in the future by this clock.
    package var age: Duration? {
        var now = timespec()
        unsafe _ = clock_gettime(CLOCK_REALTIME, &now)
        let age =
            Duration.seconds(now.tv_sec - changedSeconds) + .nanoseconds(now.tv_nsec - changedNanoseconds)
        return age < .zero ? nil : age
    }

    /// Whether both are the same file, under any names.
    package func isSameFile(as other: FileStatus) -> Bool { device == other.device && inode == other.inode }
}
