package import SystemPackage

/// An open folder, and the entries in it.
///
/// Each entry is reached from the open folder by a name of one part, and no symbolic link is followed. So no name leads
/// out of the folder, whatever another process does meanwhile.
///
/// All calls may block on the file system.
package final class HeldFolder: Sendable {
    /// The path as the caller named it, for a person or another program.
    package let path: String
    private let descriptor: FileDescriptor

    /// Opens a folder by a path that its user chose. Links in that path are followed.
    ///
    /// - Throws: ``SystemError`` if the folder is missing or is not a folder.
    ///
    /// Corresponds to `open(2)`.
    package convenience init(_ path: String) throws(SystemError) {
        let descriptor = try SystemError.naming("open", path) { () throws(Errno) in
            try FileDescriptor.open(exactly: path, .readOnly, options: [.directory, .closeOnExec])
        }
        self.init(adopting: descriptor, path: path)
    }

    private init(adopting descriptor: FileDescriptor, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { try? descriptor.close() }

    /// The path of an entry, for a person or another program.
    package func path(of name: String) -> String { Path.resolve(name, in: path) }

    // MARK: Looking

    /// The status of the open folder, even if its path leads elsewhere by now.
    ///
    /// Corresponds to `fstat(2)`.
    package func status() throws(SystemError) -> FileStatus {
        FileStatus(try SystemError.naming("fstat", path) { () throws(Errno) in try Stat(descriptor) })
    }

    /// Whether this user owns it and no other user may write to it.
    package func isOwnersAlone() throws(SystemError) -> Bool {
        try SystemError.naming("fstat", path) { () throws(Errno) in
            try descriptor.isOwn(without: [.groupWrite, .otherWrite])
        }
    }

    /// The entry with a name; nil if nothing has the name. A link counts as a link.
    ///
    /// Corresponds to `fstatat(2)` with `AT_SYMLINK_NOFOLLOW`.
    package func entry(_ name: String) throws(SystemError) -> FolderEntry? {
        do throws(SystemError) {
            return try FolderTree.entry(try check(name), in: descriptor, path(of: name))
        } catch {
            // Nothing can have a name that is too long.
            if error.code == .fileNameTooLong { return nil }
            throw error
        }
    }

    /// The names of all entries except `.` and `..`, in no order. Leaves out names that are not UTF-8.
    ///
    /// Corresponds to `readdir(3)`.
    package func names() throws(SystemError) -> [String] {
        try FolderTree.names(in: descriptor, path).compactMap { String(validating: $0) }
    }

    /// Opens a file for reading.
    ///
    /// - Throws: ``SystemError``, of code `tooManySymbolicLinkLevels` if it is a symbolic link.
    ///
    /// Corresponds to `openat(2)` with `O_NOFOLLOW`.
    package func open(_ name: String) throws(SystemError) -> OpenFile {
        // Do not wait for a writer if a pipe has the name.
        try open(name, .readOnly, options: [.noFollow, .nonBlocking, .closeOnExec])
    }

    private func open(
        _ name: String, _ mode: FileDescriptor.AccessMode, options: FileDescriptor.OpenOptions,
        permissions: FilePermissions = []
    ) throws(SystemError) -> OpenFile {
        let entry = try check(name)
        let file = try SystemError.naming("open", path(of: name)) { () throws(Errno) in
            try descriptor.open(entry, mode, options: options, permissions: permissions)
        }
        return OpenFile(adopting: file, path: path(of: name))
    }

    /// The content of a file; nil unless it is a regular file of at most `limit` bytes.
    package func contents(of name: String, limit: Int) -> [UInt8]? {
        guard let file = try? open(name), let status = try? file.status(), status.isRegular,
            status.bytes <= limit, let bytes = try? file.bytes(at: 0, count: limit + 1)
        else { return nil }
        return bytes.count <= limit ? bytes : nil
    }

    /// Opens a subfolder.
    ///
    /// - Throws: ``SystemError``, of code `tooManySymbolicLinkLevels` if it is a symbolic link.
    ///
    /// Corresponds to `openat(2)` with `O_DIRECTORY` and `O_NOFOLLOW`.
    package func folder(_ name: String) throws(SystemError) -> HeldFolder {
        let entry = try check(name)
        do throws(SystemError) {
            let opened = try SystemError.naming("open", path(of: name)) { () throws(Errno) in
                try descriptor.open(entry, .readOnly, options: [.directory, .noFollow, .closeOnExec])
            }
            return HeldFolder(adopting: opened, path: path(of: name))
        } catch {
            // Linux reports a link as "not a directory".
            if error.code == .notDirectory, try self.entry(name)?.kind == .link {
                throw SystemError(.tooManySymbolicLinkLevels, "open", path(of: name))
            }
            throw error
        }
    }

    // MARK: Changing

    /// Makes a new file. Fails if the name is taken.
    ///
    /// - Parameter permissions: the permissions before the user's umask is applied.
    ///
    /// Corresponds to `openat(2)` with `O_CREAT` and `O_EXCL`.
    package func create(
        _ name: String, permissions: FilePermissions = .newFile
    ) throws(SystemError) -> OpenFile {
        try open(
            name, .readWrite, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
            permissions: permissions)
    }

    /// Opens a file for writing. Makes it if it is missing.
    ///
    /// Corresponds to `openat(2)` with `O_CREAT`.
    package func openOrCreate(_ name: String, permissions: FilePermissions) throws(SystemError) -> OpenFile {
        try open(
            name, .readWrite, options: [.create, .noFollow, .nonBlocking, .closeOnExec],
            permissions: permissions)
    }

    /// Makes a folder. Fails if the name is taken.
    ///
    /// Corresponds to `mkdirat(2)`.
    package func makeFolder(
        _ name: String, permissions: FilePermissions = .newFolder
    ) throws(SystemError) {
        let entry = try check(name)
        try SystemError.naming("mkdir", path(of: name)) { () throws(Errno) in
            try descriptor.makeFolder(entry, permissions: permissions)
        }
    }

    /// Gives a file of this folder a second name in another folder. Fails if the name is taken. A link is not followed,
    /// but gets the second name itself.
    ///
    /// Corresponds to `linkat(2)`.
    package func link(_ name: String, to target: String, in other: HeldFolder) throws(SystemError) {
        let (entry, newName) = (try check(name), try other.check(target))
        try SystemError.naming("link", other.path(of: target)) { () throws(Errno) in
            try descriptor.link(entry, to: newName, in: other.descriptor)
        }
    }

    /// Moves something from this folder to a name in another one, and replaces whatever has that name.
    ///
    /// Corresponds to `renameat(2)`.
    package func rename(_ name: String, to target: String, in other: HeldFolder) throws(SystemError) {
        let (entry, newName) = (try check(name), try other.check(target))
        try SystemError.naming("rename", other.path(of: target)) { () throws(Errno) in
            try descriptor.rename(entry, to: newName, in: other.descriptor)
        }
    }

    /// Gives a file of this folder a new name in another one. On a file system without hard links, the file loses its
    /// first name.
    ///
    /// - Throws: ``SystemError``, of code `fileExists` if the name is taken. After an error, the call leaves no new
    ///   name behind.
    package func give(_ name: String, to target: String, in other: HeldFolder) throws(SystemError) {
        do throws(SystemError) {
            try link(name, to: target, in: other)
        } catch {
            guard error.isUnsupported else { throw error }
            // No hard links (exFAT), and renameat(2) would replace a file: reserve the name with an empty file, then
            // replace that.
            let hold = try other.create(target)
            do throws(SystemError) {
                try rename(name, to: target, in: other)
            } catch {
                if let mine = try? hold.status(), let there = try? other.entry(target),
                    there.status.isSameFile(as: mine)
                {
                    other.remove(target)
                }
                throw error
            }
        }
    }

    /// Removes a name, if it exists.
    ///
    /// Corresponds to `unlinkat(2)`.
    package func remove(_ name: String) {
        guard let entry = try? check(name) else { return }
        try? descriptor.remove(entry)
    }

    /// Removes a folder if it is empty.
    ///
    /// Corresponds to `unlinkat(2)` with `AT_REMOVEDIR`.
    package func removeEmptyFolder(_ name: String) {
        guard let entry = try? check(name) else { return }
        try? descriptor.removeFolder(entry)
    }

    /// The greatest depth of a tree that is removed. The folders that this program makes have one level.
    private static let greatestDepth = 32

    /// Removes a file, or a folder with all its content. Links are removed, not followed. If a folder is swapped for a
    /// link meanwhile, the link is not followed either. What cannot be removed stays.
    package func removeTree(_ name: String) {
        guard let entry = try? check(name) else { return }
        Self.removeTree(entry, in: descriptor, depth: 0)
    }

    private static func removeTree(_ name: FilePath.Component, in folder: FileDescriptor, depth: Int) {
        do throws(Errno) {
            return try folder.remove(name)
        } catch {
            // For a folder, Linux reports EISDIR, and other systems report EPERM.
            if error != .isDirectory && error != .notPermitted { return }
        }
        if let inner = try? folder.open(
            name, .readOnly, options: [.directory, .noFollow, .closeOnExec])
        {
            defer { try? inner.close() }
            if depth < greatestDepth {
                for child in (try? inner.names()) ?? [] { removeTree(child, in: inner, depth: depth + 1) }
            }
        }
        try? folder.removeFolder(name)
    }

    /// Waits until the folder's entries are on the disk.
    ///
    /// Corresponds to `fsync(2)`.
    package func synchronize() throws(SystemError) {
        try SystemError.naming("fsync", path) { () throws(Errno) in try descriptor.synchronize() }
    }

    /// Returns the name if it has one part and can be the name of a file.
    private func check(_ name: String) throws(SystemError) -> FilePath.Component {
        // A component ends before a zero, and takes no notice of a slash at the end.
        guard !name.utf8.contains(where: { $0 == 0 || $0 == UInt8(ascii: "/") }),
            let entry = FilePath.Component(name), entry.kind == .regular
        else { throw SystemError(.invalidArgument, "open", path(of: name)) }
        return entry
    }
}
