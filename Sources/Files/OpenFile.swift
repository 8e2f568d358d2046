package import SystemPackage

/// An open file or folder.
///
/// Corresponds to a file descriptor (`open(2)`).
package struct OpenFile: ~Copyable {
    /// What the file is opened for.
    package enum Purpose {
        case reading
        /// Fails if the name is taken, even by a dangling link.
        case creating

        fileprivate var mode: FileDescriptor.AccessMode {
            switch self {
            case .reading: .readOnly
            case .creating: .readWrite
            }
        }

        fileprivate var options: FileDescriptor.OpenOptions {
            switch self {
            // Do not wait for a writer if a pipe has the file's name.
            case .reading: [.nonBlocking, .closeOnExec]
            case .creating: [.create, .exclusiveCreate, .closeOnExec]
            }
        }
    }

    package let path: String
    package let descriptor: FileDescriptor

    package init(_ path: String, for purpose: Purpose) throws(SystemError) {
        descriptor = try SystemError.naming("open", path) { () throws(Errno) in
            try FileDescriptor.open(
                exactly: path, purpose.mode, options: purpose.options, permissions: .newFile)
        }
        self.path = path
    }

    /// Opens an open file again, for reading only, wherever its name leads by now.
    ///
    /// Corresponds to `open(2)` of `/proc/self/fd/N` (proc.5).
    package init(reading file: borrowing OpenFile) throws(SystemError) {
        #if os(Linux)
            try self.init("/proc/self/fd/\(file.descriptor.rawValue)", for: .reading)
        #else
            try self.init("/dev/fd/\(file.descriptor.rawValue)", for: .reading)
        #endif
    }

    /// Takes ownership of a descriptor, and closes it in the end.
    init(adopting descriptor: FileDescriptor, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    /// Opens a file for reading that lies in or below a folder. Follows no link on the way from that folder.
    ///
    /// - Parameter root: the folder; `path` begins with it.
    /// - Throws: ``SystemError``, of code `permissionDenied` if the path leads out of the folder, of code
    ///   `tooManySymbolicLinkLevels` or `notDirectory` if it contains a link.
    ///
    /// Corresponds to `openat2(2)` with `RESOLVE_BENEATH` and `RESOLVE_NO_SYMLINKS`, which other systems lack.
    package init(_ path: String, beneath root: String) throws(SystemError) {
        descriptor = try SystemError.naming("open", path) { () throws(Errno) in
            try Self.walk(path, from: root)
        }
        self.path = path
    }

    private static func walk(_ path: String, from root: String) throws(Errno) -> FileDescriptor {
        guard let parts = Path.parts(of: path, below: root), let last = parts.last else {
            throw .permissionDenied
        }
        var folder = try FileDescriptor.open(exactly: root, .readOnly, options: [.directory, .closeOnExec])
        defer { try? folder.close() }
        for part in parts.dropLast() {
            let next = try folder.open(
                try name(part), .readOnly, options: [.noFollow, .directory, .closeOnExec])
            try? folder.close()
            folder = next
        }
        return try folder.open(try name(last), .readOnly, options: [.noFollow, .nonBlocking, .closeOnExec])
    }

    private static func name(_ part: String) throws(Errno) -> FilePath.Component {
        guard let name = FilePath.Component(part) else { throw .noSuchFileOrDirectory }
        return name
    }

    deinit { try? descriptor.close() }

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
        do throws(Errno) {
            try descriptor.lock()
            return .taken
        } catch {
            return error == .wouldBlock ? .held : .unsupported
        }
    }

    /// The permissions of the file's owner, its group and others.
    package func permissions() throws(SystemError) -> FilePermissions { try details().permissions }

    /// The number of names that the file has.
    package func nameCount() throws(SystemError) -> Int { try details().linkCount }

    /// Whether this user owns it and no other user may read or write it.
    package func isSecret() throws(SystemError) -> Bool {
        try SystemError.naming("fstat", path) { () throws(Errno) in
            try descriptor.isOwn(without: [.groupReadWriteExecute, .otherReadWriteExecute])
        }
    }

    /// Corresponds to `fchmod(2)`.
    package func setPermissions(_ permissions: FilePermissions) throws(SystemError) {
        try SystemError.naming("fchmod", path) { () throws(Errno) in
            try descriptor.setPermissions(permissions)
        }
    }

    func details() throws(SystemError) -> Stat {
        try SystemError.naming("fstat", path) { () throws(Errno) in try Stat(descriptor) }
    }

    /// Waits until everything written is on the disk.
    ///
    /// After a failure for another reason than a signal, the caller must not try again: the kernel has dropped the
    /// unwritten pages.
    ///
    /// Corresponds to `fsync(2)`.
    package func synchronize() throws(SystemError) {
        try SystemError.naming("fsync", path) { () throws(Errno) in try descriptor.synchronize() }
    }

    /// Reads from the current position, as much as fits into `buffer`.
    ///
    /// - Returns: the number of bytes read, 0 at the end.
    ///
    /// Corresponds to `read(2)`.
    func read(into buffer: inout [UInt8]) throws(SystemError) -> Int {
        try SystemError.naming("read", path) { () throws(Errno) in try descriptor.read(into: &buffer) }
    }

    /// Reads from an offset, as much as fits into `buffer`. Neither uses nor moves the current position.
    ///
    /// - Returns: the number of bytes read, 0 at the end.
    ///
    /// Corresponds to `pread(2)`.
    package func read(into buffer: inout [UInt8], at offset: Int64) throws(SystemError) -> Int {
        try SystemError.naming("read", path) { () throws(Errno) in
            try descriptor.read(into: &buffer, at: offset)
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
        try SystemError.naming("write", path) { () throws(Errno) in try descriptor.write(all: bytes) }
    }
}
