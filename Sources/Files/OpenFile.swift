#if canImport(Glibc)
    package import Glibc
#else
    package import Darwin
#endif

/// A file or folder that is open.
///
/// The only place of this module that hands memory to the operating system.
///
/// Corresponds to a file descriptor (`open(2)`).
package struct OpenFile: ~Copyable {
    /// What to open a file for.
    package enum Purpose {
        case reading
        /// Fails where something has that name already, be it a dangling link.
        case creating

        fileprivate var flags: Int32 {
            switch self {
            // Not to wait for a writer where a pipe has the file's name.
            case .reading: O_RDONLY | O_NONBLOCK
            case .creating: O_RDWR | O_CREAT | O_EXCL
            }
        }
    }

    package let path: String
    package let descriptor: Int32

    package init(_ path: String, for purpose: Purpose) throws(SystemError) {
        // What is created gets the permissions that the user's umask leaves.
        var descriptor: Int32
        repeat {
            descriptor = unsafe open(path, purpose.flags | O_CLOEXEC, 0o666)
        } while descriptor < 0 && errno == EINTR
        self.descriptor = descriptor
        self.path = path
        if descriptor < 0 { throw SystemError("open", path) }
    }

    /// Opens a file that is open already once more, for reading only, whatever its name leads to by now.
    ///
    /// Corresponds to `open(2)` of `/proc/self/fd/N` (proc.5).
    package init(reading file: borrowing OpenFile) throws(SystemError) {
        #if os(Linux)
            try self.init("/proc/self/fd/\(file.descriptor)", for: .reading)
        #else
            try self.init("/dev/fd/\(file.descriptor)", for: .reading)
        #endif
    }

    /// Takes a descriptor over, and closes it in the end.
    init(adopting descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    /// Opens a file for reading that lies in a folder or in one below it, following no link on the way
    /// from there.
    ///
    /// - Parameter root: the folder; `path` begins with it.
    /// - Throws: ``SystemError``; with `EACCES` where the path leads out of the folder, with `ELOOP` or
    ///   `ENOTDIR` where a link is part of it.
    ///
    /// Corresponds to `openat2(2)` with `RESOLVE_BENEATH` and `RESOLVE_NO_SYMLINKS`, which other systems
    /// lack.
    package init(_ path: String, beneath root: String) throws(SystemError) {
        descriptor = Self.walk(path, from: root)
        self.path = path
        if descriptor < 0 { throw SystemError("open", path) }
    }

    /// - Returns: a negative number where it failed; `errno` says why.
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

    /// What the file system says about the file.
    ///
    /// Corresponds to `fstat(2)`.
    package func status() throws(SystemError) -> FileStatus { FileStatus(try details()) }

    /// What became of the wish for a lock.
    package enum Lock {
        case taken
        /// Another open file has it.
        case held
        /// The file system has no locks.
        case unsupported
    }

    /// Takes the file's lock, which goes when the file is closed, and so with the process.
    ///
    /// Corresponds to `flock(2)`.
    package func lock() -> Lock {
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return .taken }
        return errno == EWOULDBLOCK ? .held : .unsupported
    }

    /// What the file's owner, its group and others may do with it.
    package func permissions() throws(SystemError) -> mode_t { try details().st_mode & 0o7777 }

    /// How many names the file has.
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

    /// Waits until what was written is on the disk.
    ///
    /// Must not be tried again after it failed for another reason than a signal: the kernel has dropped
    /// the pages by then.
    ///
    /// Corresponds to `fsync(2)`.
    package func synchronize() throws(SystemError) {
        while fsync(descriptor) != 0 {
            if errno != EINTR { throw SystemError("fsync", path) }
        }
    }

    /// Reads on, as much as fits into `buffer`.
    ///
    /// - Returns: the number of bytes read, 0 at the end.
    ///
    /// Corresponds to `read(2)`.
    func read(into buffer: inout [UInt8]) throws(SystemError) -> Int {
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                // The module's function; the method has the same name.
                unsafe systemRead(descriptor, bytes.baseAddress, bytes.count)
            }
            if count >= 0 { return count }
            if errno != EINTR { throw SystemError("read", path) }
        }
    }

    /// Reads from a place on, as much as fits into `buffer`; where the file is read or written otherwise
    /// is of no interest.
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

    /// Reads a piece: fewer bytes than wanted only at the file's end.
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

    /// Writes all of it.
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

/// What tells one state of one file from another, as long as the file keeps its name: moving it changes it.
///
/// A state that moving does not change is a ``FileIdentity``.
package struct FileStatus: Hashable, Sendable {
    package let device: UInt64
    package let inode: UInt64
    package let bytes: Int64
    let modifiedSeconds: Int
    let modifiedNanoseconds: Int
    /// When it was written to, or its names, rights or times were changed, by the kernel's clock: no program
    /// can set it.
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

    /// Whether it was changed so lately that another change may not show. Clocks of other machines, which keep
    /// the files of a network's disk, may be ahead.
    package var isFresh: Bool {
        var now = timespec()
        unsafe _ = clock_gettime(CLOCK_REALTIME, &now)
        return changedSeconds >= now.tv_sec - 2
    }

    /// How long ago it was changed last; nil where a clock says that it will be.
    package var age: Duration? {
        var now = timespec()
        unsafe _ = clock_gettime(CLOCK_REALTIME, &now)
        let age =
            Duration.seconds(now.tv_sec - changedSeconds) + .nanoseconds(now.tv_nsec - changedNanoseconds)
        return age < .zero ? nil : age
    }

    /// Whether both are the same file, by whatever names.
    package func isSameFile(as other: FileStatus) -> Bool { device == other.device && inode == other.inode }
}
