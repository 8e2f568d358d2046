#if canImport(Glibc)
    package import Glibc
#else
    package import Darwin
#endif

/// An open folder, and the entries in it.
///
/// Each entry is reached from the open folder by a name of one part, and no symbolic link is followed. So no name leads
/// out of the folder, whatever another process does meanwhile.
///
/// All calls may block on the file system.
package final class HeldFolder: Sendable {
    /// The path as the caller named it, for a person or another program.
    package let path: String
    private let descriptor: Int32

    /// Opens a folder by a path that its user chose. Links in that path are followed.
    ///
    /// - Throws: ``SystemError`` if the folder is missing or is not a folder.
    ///
    /// Corresponds to `open(2)`.
    package convenience init(_ path: String) throws(SystemError) {
        let descriptor = unsafe openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor < 0 { throw SystemError("open", path) }
        self.init(adopting: descriptor, path: path)
    }

    private init(adopting descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// The path of an entry, for a person or another program.
    package func path(of name: String) -> String { Path.resolve(name, in: path) }

    // MARK: Looking

    /// The status of the open folder, even if its path leads elsewhere by now.
    ///
    /// Corresponds to `fstat(2)`.
    package func status() throws(SystemError) -> FileStatus {
        var status = stat()
        if unsafe fstat(descriptor, &status) != 0 { throw SystemError("fstat", path) }
        return FileStatus(status)
    }

    /// Whether this user owns it and no other user may write to it.
    package func isOwnersAlone() throws(SystemError) -> Bool {
        var status = stat()
        if unsafe fstat(descriptor, &status) != 0 { throw SystemError("fstat", path) }
        return status.st_uid == geteuid() && status.st_mode & (S_IWGRP | S_IWOTH) == 0
    }

    /// The entry with a name; nil if nothing has the name. A link counts as a link.
    ///
    /// Corresponds to `fstatat(2)` with `AT_SYMLINK_NOFOLLOW`.
    package func entry(_ name: String) throws(SystemError) -> FolderEntry? {
        do throws(SystemError) {
            return try FolderTree.entry(Array(try check(name).utf8), in: descriptor, path(of: name))
        } catch {
            // Nothing can have a name that is too long.
            if error.code == ENAMETOOLONG { return nil }
            throw error
        }
    }

    /// The names of all entries except `.` and `..`, in no order. Leaves out names that are not UTF-8.
    ///
    /// Corresponds to `readdir(3)`.
    package func names() throws(SystemError) -> [String] {
        try FolderTree.names(in: descriptor, path).compactMap { String(validating: $0, as: UTF8.self) }
    }

    /// Opens a file for reading.
    ///
    /// - Throws: ``SystemError``, of code `ELOOP` if it is a symbolic link.
    ///
    /// Corresponds to `openat(2)` with `O_NOFOLLOW`.
    package func open(_ name: String) throws(SystemError) -> OpenFile {
        // O_NONBLOCK: do not wait for a writer if a pipe has the name.
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        let file = unsafe openat(descriptor, try check(name), flags)
        if file < 0 { throw SystemError("open", path(of: name)) }
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
    /// - Throws: ``SystemError``, of code `ELOOP` if it is a symbolic link.
    ///
    /// Corresponds to `openat(2)` with `O_DIRECTORY` and `O_NOFOLLOW`.
    package func folder(_ name: String) throws(SystemError) -> HeldFolder {
        let opened = unsafe openat(
            descriptor, try check(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        if opened < 0 {
            let error = SystemError("open", path(of: name))
            // Linux reports a link as "not a directory".
            if error.code == ENOTDIR, try entry(name)?.kind == .link {
                throw SystemError(ELOOP, "open", path(of: name))
            }
            throw error
        }
        return HeldFolder(adopting: opened, path: path(of: name))
    }

    // MARK: Changing

    /// Makes a new file. Fails if the name is taken.
    ///
    /// - Parameter permissions: the permissions before the user's umask is applied.
    ///
    /// Corresponds to `openat(2)` with `O_CREAT` and `O_EXCL`.
    package func create(_ name: String, permissions: mode_t = 0o666) throws(SystemError) -> OpenFile {
        var file: Int32
        repeat {
            file = unsafe openat(
                descriptor, try check(name), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, permissions)
        } while file < 0 && errno == EINTR
        if file < 0 { throw SystemError("open", path(of: name)) }
        return OpenFile(adopting: file, path: path(of: name))
    }

    /// Opens a file for writing. Makes it if it is missing.
    ///
    /// Corresponds to `openat(2)` with `O_CREAT`.
    package func openOrCreate(_ name: String, permissions: mode_t) throws(SystemError) -> OpenFile {
        let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        let file = unsafe openat(descriptor, try check(name), flags, permissions)
        if file < 0 { throw SystemError("open", path(of: name)) }
        return OpenFile(adopting: file, path: path(of: name))
    }

    /// Makes a folder. Fails if the name is taken.
    ///
    /// Corresponds to `mkdirat(2)`.
    package func makeFolder(_ name: String, permissions: mode_t = 0o777) throws(SystemError) {
        if unsafe mkdirat(descriptor, try check(name), permissions) != 0 {
            throw SystemError("mkdir", path(of: name))
        }
    }

    /// Gives a file of this folder a second name in another folder. Fails if the name is taken. A link is not followed,
    /// but gets the second name itself.
    ///
    /// Corresponds to `linkat(2)`.
    package func link(_ name: String, to target: String, in other: HeldFolder) throws(SystemError) {
        if unsafe linkat(descriptor, try check(name), other.descriptor, try other.check(target), 0) != 0 {
            throw SystemError("link", other.path(of: target))
        }
    }

    /// Moves something from this folder to a name in another one, and replaces whatever has that name.
    ///
    /// Corresponds to `renameat(2)`.
    package func rename(_ name: String, to target: String, in other: HeldFolder) throws(SystemError) {
        if unsafe renameat(descriptor, try check(name), other.descriptor, try other.check(target)) != 0 {
            throw SystemError("rename", other.path(of: target))
        }
    }

    /// Gives a file of this folder a new name in another one. On a file system without hard links, the file loses its
    /// first name.
    ///
    /// - Throws: ``SystemError``, of code `EEXIST` if the name is taken. After an error, the call leaves no new name
    ///   behind.
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
        guard let name = try? check(name) else { return }
        unsafe _ = unlinkat(descriptor, name, 0)
    }

    /// Removes a folder if it is empty.
    ///
    /// Corresponds to `unlinkat(2)` with `AT_REMOVEDIR`.
    package func removeEmptyFolder(_ name: String) {
        guard let name = try? check(name) else { return }
        unsafe _ = unlinkat(descriptor, name, AT_REMOVEDIR)
    }

    /// The greatest depth of a tree that is removed. The folders that this program makes have one level.
    private static let greatestDepth = 32

    /// Removes a file, or a folder with all its content. Links are removed, not followed. If a folder is swapped for a
    /// link meanwhile, the link is not followed either. What cannot be removed stays.
    package func removeTree(_ name: String) {
        guard let name = try? check(name) else { return }
        Self.removeTree(Array(name.utf8), in: descriptor, depth: 0)
    }

    private static func removeTree(_ name: [UInt8], in folder: Int32, depth: Int) {
        let name = name.map { CChar(bitPattern: $0) } + [0]
        // For a folder, Linux reports EISDIR, and other systems report EPERM.
        if unsafe unlinkat(folder, name, 0) == 0 || (errno != EISDIR && errno != EPERM) { return }
        let inner = unsafe openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        if inner >= 0 {
            defer { close(inner) }
            if depth < greatestDepth {
                for child in (try? FolderTree.names(in: inner, "")) ?? [] {
                    removeTree(child, in: inner, depth: depth + 1)
                }
            }
        }
        unsafe _ = unlinkat(folder, name, AT_REMOVEDIR)
    }

    /// Waits until the folder's entries are on the disk.
    ///
    /// Corresponds to `fsync(2)`.
    package func synchronize() throws(SystemError) {
        while fsync(descriptor) != 0 {
            if errno != EINTR { throw SystemError("fsync", path) }
        }
    }

    /// Returns the name if it has one part and can be the name of a file.
    private func check(_ name: String) throws(SystemError) -> String {
        if name.isEmpty || name == "." || name == ".." || name.utf8.contains(where: { $0 == 0 || $0 == 0x2F })
        {
            throw SystemError(EINVAL, "open", path(of: name))
        }
        return name
    }
}
