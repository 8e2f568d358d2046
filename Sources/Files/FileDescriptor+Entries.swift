internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

// The calls on names that swift-system lacks, in its manner.

extension FileDescriptor {
    /// Opens a file by a path, exactly as that is written. `FilePath` drops a slash at the end, which tells the system
    /// that the path is a folder's.
    ///
    /// Repeats the call if a signal interrupts it.
    ///
    /// Corresponds to `open(2)`.
    static func open(
        exactly path: String, _ mode: AccessMode, options: OpenOptions, permissions: FilePermissions = []
    ) throws(Errno) -> FileDescriptor {
        try opening {
            unsafe openat(AT_FDCWD, path, mode.rawValue | options.rawValue, permissions.rawValue)
        }.get()
    }

    /// Opens an entry of this folder.
    ///
    /// Repeats the call if a signal interrupts it.
    ///
    /// Corresponds to `openat(2)`.
    func open(
        _ name: FilePath.Component, _ mode: AccessMode, options: OpenOptions,
        permissions: FilePermissions = []
    ) throws(Errno) -> FileDescriptor {
        try unsafe name.withPlatformString { name in
            Self.opening {
                unsafe openat(rawValue, name, mode.rawValue | options.rawValue, permissions.rawValue)
            }
        }.get()
    }

    private static func opening(_ call: () -> Int32) -> Result<FileDescriptor, Errno> {
        while true {
            let descriptor = call()
            if descriptor >= 0 { return .success(FileDescriptor(rawValue: descriptor)) }
            let error = Errno(rawValue: errno)
            if error != .interrupted { return .failure(error) }
        }
    }

    /// The status of an entry of this folder. A link has a status of its own.
    ///
    /// Corresponds to `fstatat(2)` with `AT_SYMLINK_NOFOLLOW`.
    func status(of name: FilePath.Component) throws(Errno) -> Stat {
        try Stat(FilePath(root: nil, components: name), relativeTo: self, flags: .symlinkNoFollow)
    }

    /// Makes a folder in this one.
    ///
    /// Corresponds to `mkdirat(2)`.
    func makeFolder(_ name: FilePath.Component, permissions: FilePermissions) throws(Errno) {
        try unsafe name.withPlatformString { name in
            Self.outcome(unsafe mkdirat(rawValue, name, permissions.rawValue))
        }.get()
    }

    /// Gives an entry of this folder a second name in another folder. A link gets the second name itself.
    ///
    /// Corresponds to `linkat(2)`.
    func link(
        _ name: FilePath.Component, to target: FilePath.Component, in other: FileDescriptor
    ) throws(Errno) {
        try unsafe name.withPlatformString { name in
            unsafe target.withPlatformString { target in
                Self.outcome(unsafe linkat(rawValue, name, other.rawValue, target, 0))
            }
        }.get()
    }

    /// Moves an entry of this folder to a name in another folder, and replaces what has that name.
    ///
    /// Corresponds to `renameat(2)`.
    func rename(
        _ name: FilePath.Component, to target: FilePath.Component, in other: FileDescriptor
    ) throws(Errno) {
        try unsafe name.withPlatformString { name in
            unsafe target.withPlatformString { target in
                Self.outcome(unsafe renameat(rawValue, name, other.rawValue, target))
            }
        }.get()
    }

    /// Removes a name from this folder, unless it is a folder's.
    ///
    /// Corresponds to `unlinkat(2)`.
    func remove(_ name: FilePath.Component) throws(Errno) {
        try unsafe name.withPlatformString { name in Self.outcome(unsafe unlinkat(rawValue, name, 0)) }.get()
    }

    /// Removes an empty folder from this one.
    ///
    /// Corresponds to `unlinkat(2)` with `AT_REMOVEDIR`.
    func removeFolder(_ name: FilePath.Component) throws(Errno) {
        try unsafe name.withPlatformString { name in
            Self.outcome(unsafe unlinkat(rawValue, name, AT_REMOVEDIR))
        }.get()
    }

    /// Reads `errno` right after the call: what follows may change it.
    private static func outcome(_ result: Int32) -> Result<Void, Errno> {
        result == 0 ? .success(()) : .failure(Errno(rawValue: errno))
    }

    /// The names of this folder's entries except `.` and `..`, in no order.
    ///
    /// Corresponds to `readdir(3)`.
    func names() throws(Errno) -> [FilePath.Component] {
        // A descriptor of its own: reading moves its position, and closing the stream closes it.
        let copy = try open(".", .readOnly, options: [.directory, .closeOnExec])
        guard let stream = unsafe fdopendir(copy.rawValue) else {
            let error = Errno(rawValue: errno)
            try? copy.close()
            throw error
        }
        defer { unsafe closedir(stream) }
        var names: [FilePath.Component] = []
        while true {
            // Only errno tells the end from a failure.
            errno = 0
            guard let entry = unsafe readdir(stream) else {
                if errno != 0 { throw Errno(rawValue: errno) }
                return names
            }
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe bytes.assumingMemoryBound(to: CChar.self).baseAddress.flatMap {
                    unsafe FilePath.Component(platformString: $0)
                }
            }
            if let name, name.kind == .regular { names.append(name) }
        }
    }
}
