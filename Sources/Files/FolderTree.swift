#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// An open folder, and everything below it.
///
/// Each path is resolved from the open folder, part by part, and no part may be a symbolic link. So no name that an
/// uploader makes, at any moment, leads out of the folder.
///
/// All calls may block on the file system.
package final class FolderTree: Sendable {
    /// The path as the caller named it.
    package let path: String
    private let descriptor: Int32

    /// - Throws: ``SystemError`` if the folder is missing or is not a folder.
    package init(_ path: String) throws(SystemError) {
        self.path = path
        descriptor = unsafe openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor < 0 { throw SystemError("open", path) }
    }

    deinit { close(descriptor) }

    /// The status of the open folder, even if its path leads elsewhere by now.
    package func status() throws(SystemError) -> FileStatus {
        var status = stat()
        if unsafe fstat(descriptor, &status) != 0 { throw SystemError("fstat", path) }
        return FileStatus(status)
    }

    /// Whether the folder's path still leads to it.
    package var isInPlace: Bool {
        guard let mine = try? status(), let named = try? FileSystem.status(of: path) else { return false }
        return mine.isSameFile(as: named)
    }

    /// The absolute path of something below, for a person or another program.
    package func absolute(_ path: RelativePath) -> String {
        path.text.isEmpty ? self.path : Path.resolve(path.text, in: self.path)
    }

    // MARK: Looking

    /// The entry at a path; nil if nothing is there.
    ///
    /// Corresponds to `lstat(2)`.
    package func entry(_ path: RelativePath) throws(SystemError) -> FolderEntry? {
        do throws(SystemError) {
            let name = Array(path.name.utf8)
            return try withFolder(path.folder) { folder throws(SystemError) in
                try Self.entry(name, in: folder, self.path)
            }
        } catch {
            // Nothing can have an invalid name.
            if error.isMissing || error.code == ELOOP || error.code == ENAMETOOLONG { return nil }
            throw error
        }
    }

    /// All entries of a folder except `.` and `..`, in no order.
    package func entries(of folder: RelativePath) throws(SystemError) -> [FolderEntry] {
        try withFolder(folder) { descriptor throws(SystemError) in
            var entries: [FolderEntry] = []
            for name in try Self.names(in: descriptor, absolute(folder)) {
                // Skip an entry that has disappeared since.
                if let entry = try Self.entry(name, in: descriptor, absolute(folder)) {
                    entries.append(entry)
                }
            }
            return entries
        }
    }

    /// Opens a file for reading.
    ///
    /// - Throws: ``SystemError``, of code `ELOOP` if it is a symbolic link.
    ///
    /// Corresponds to `openat(2)`.
    package func open(_ path: RelativePath) throws(SystemError) -> OpenFile {
        let file = try withFolder(path.folder) { folder throws(SystemError) in
            // O_NONBLOCK: do not wait for a writer if a pipe has taken the name since the last look.
            let file = unsafe openat(folder, path.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            if file < 0 { throw SystemError("open", absolute(path)) }
            return file
        }
        return OpenFile(adopting: file, path: absolute(path))
    }

    // MARK: Changing

    /// Makes a folder and its parents if they are missing.
    package func makeFolder(_ folder: RelativePath) throws(SystemError) {
        if folder.text.isEmpty { return }
        try makeFolder(folder.folder)
        try withFolder(folder.folder) { parent throws(SystemError) in
            if unsafe mkdirat(parent, folder.name, 0o777) != 0 {
                let error = SystemError("mkdir", absolute(folder))
                if error.isExisting { return }
                throw error
            }
            // A power cut must not remove the folder together with files that are put into it later.
            if fsync(parent) != 0 { throw SystemError("fsync", absolute(folder.folder)) }
        }
    }

    /// Moves something to another path, unless that is taken.
    ///
    /// - Parameter nameBytes: the stored name if it is not UTF-8; `path` then has a repaired form of it.
    /// - Throws: ``SystemError``, of code `EEXIST` if the target is taken.
    ///
    /// Corresponds to `linkat(2)` and `unlinkat(2)`, which never replace anything, and to `renameat(2)` where the file
    /// system or the kernel refuses a second name. A process that dies between the first two leaves both names; moving
    /// again removes the first.
    package func move(
        _ path: RelativePath, nameBytes: [UInt8]? = nil, to target: RelativePath
    ) throws(SystemError) {
        let name = (nameBytes ?? Array(path.name.utf8)).map { CChar(bitPattern: $0) } + [0]
        try withFolder(path.folder) { from throws(SystemError) in
            if try link(name, in: from, to: target) { unsafe _ = unlinkat(from, name, 0) }
        }
    }

    /// Gives something a second name, unless that is taken. Where the file system or the kernel refuses second names,
    /// it replaces the first name.
    ///
    /// - Throws: ``SystemError``, of code `EEXIST` if something else has the name.
    package func link(_ path: RelativePath, to target: RelativePath) throws(SystemError) {
        let name = path.name.utf8.map { CChar(bitPattern: $0) } + [0]
        try withFolder(path.folder) { from throws(SystemError) in
            _ = try link(name, in: from, to: target)
        }
    }

    /// - Returns: whether it has both names now.
    private func link(_ name: [CChar], in from: Int32, to target: RelativePath) throws(SystemError) -> Bool {
        try withFolder(target.folder) { to throws(SystemError) in
            if unsafe linkat(from, name, to, target.name, 0) == 0 { return true }
            let error = SystemError("link", absolute(target))
            let source = try Self.entry(name.dropLast().map(UInt8.init(bitPattern:)), in: from, self.path)
            let taken = try Self.entry(Array(target.name.utf8), in: to, self.path)
            if let source, let taken, taken.status.isSameFile(as: source.status) { return true }
            if taken != nil { throw SystemError(EEXIST, "link", absolute(target)) }
            guard error.isUnsupported else { throw error }
            if unsafe renameat(from, name, to, target.name) != 0 {
                throw SystemError("rename", absolute(target))
            }
            return false
        }
    }

    /// Removes a name, if it exists.
    package func remove(_ path: RelativePath) {
        _ = try? withFolder(path.folder) { folder throws(SystemError) in
            unsafe _ = unlinkat(folder, path.name, 0)
        }
    }

    /// Writes a file, or replaces it. The file is whole whenever it exists, even after a power failure.
    package func write(_ bytes: [UInt8], to path: RelativePath) throws(SystemError) {
        try withFolder(path.folder) { folder throws(SystemError) in
            // A folder has one writer at a time, so the temporary name need not be unique.
            let part = ".storymedia.\(path.name.utf8.reduce(UInt32(5381)) { $0 &* 33 &+ UInt32($1) }).part"
            // Never write into a file that a crash left behind or an uploader put there.
            unsafe _ = unlinkat(folder, part, 0)
            let descriptor = unsafe openat(
                folder, part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
            if descriptor < 0 { throw SystemError("open", absolute(path)) }
            let file = OpenFile(adopting: descriptor, path: absolute(path))
            do throws(SystemError) {
                try file.write(bytes)
                try file.synchronize()
            } catch {
                unsafe _ = unlinkat(folder, part, 0)
                throw error
            }
            if unsafe renameat(folder, part, folder, path.name) != 0 {
                throw SystemError("rename", absolute(path))
            }
        }
    }

    /// Waits until a folder's entries are on the disk.
    ///
    /// Corresponds to `fsync(2)`.
    package func synchronize(_ folder: RelativePath) throws(SystemError) {
        try withFolder(folder) { descriptor throws(SystemError) in
            if fsync(descriptor) != 0 { throw SystemError("fsync", absolute(folder)) }
        }
    }

    // MARK: Walking

    /// Opens a folder while `body` runs.
    package func withFolder<R>(
        _ folder: RelativePath, _ body: (Int32) throws(SystemError) -> R
    ) throws(SystemError) -> R {
        var current = descriptor
        defer { if current != descriptor { close(current) } }
        for part in folder.parts {
            let next = unsafe openat(current, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            if next < 0 { throw SystemError("open", absolute(folder)) }
            if current != descriptor { close(current) }
            current = next
        }
        return try body(current)
    }

    static func entry(
        _ name: [UInt8], in folder: Int32, _ path: String
    ) throws(SystemError) -> FolderEntry? {
        var status = stat()
        let cName = name.map { CChar(bitPattern: $0) } + [0]
        if unsafe fstatat(folder, cName, &status, AT_SYMLINK_NOFOLLOW) != 0 {
            let error = SystemError("lstat", path)
            if error.isMissing { return nil }
            throw error
        }
        return FolderEntry(nameBytes: name, mode: status.st_mode, status: FileStatus(status))
    }

    /// Corresponds to `readdir(3)`.
    static func names(in folder: Int32, _ path: String) throws(SystemError) -> [[UInt8]] {
        // A descriptor of its own: reading moves its position, and closing the stream closes it.
        let copy = unsafe openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if copy < 0 { throw SystemError("open", path) }
        guard let stream = unsafe fdopendir(copy) else {
            let error = SystemError("opendir", path)
            close(copy)
            throw error
        }
        defer { unsafe closedir(stream) }
        var names: [[UInt8]] = []
        while true {
            // Only errno tells the end from a failure.
            errno = 0
            guard let entry = unsafe readdir(stream) else {
                if errno != 0 { throw SystemError("readdir", path) }
                return names
            }
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe Array(bytes.prefix { $0 != 0 })
            }
            if name != [UInt8(ascii: ".")], name != Array("..".utf8) { names.append(name) }
        }
    }
}
