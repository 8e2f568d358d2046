#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A folder that is open, and all that lies below it.
///
/// Every path is walked from the open folder on, part by part, and no part may be a symbolic link: no
/// name that an uploader can make, at no moment, leads to anything outside.
///
/// All calls may block on the file system.
package final class FolderTree: Sendable {
    /// As it was named.
    package let path: String
    private let descriptor: Int32

    /// - Throws: ``SystemError`` where it is missing or no folder.
    package init(_ path: String) throws(SystemError) {
        self.path = path
        descriptor = unsafe openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor < 0 { throw SystemError("open", path) }
    }

    deinit { close(descriptor) }

    /// What the open folder is, even where its name leads elsewhere by now.
    package func status() throws(SystemError) -> FileStatus {
        var status = stat()
        if unsafe fstat(descriptor, &status) != 0 { throw SystemError("fstat", path) }
        return FileStatus(status)
    }

    /// Whether the folder's name still leads to it.
    package var isInPlace: Bool {
        guard let mine = try? status(), let named = try? FileSystem.status(of: path) else { return false }
        return mine.isSameFile(as: named)
    }

    /// The whole path of something below, for a person or another program.
    package func absolute(_ path: RelativePath) -> String {
        path.text.isEmpty ? self.path : Path.resolve(path.text, in: self.path)
    }

    // MARK: Looking

    /// What has a name; nil where nothing has it.
    ///
    /// Corresponds to `lstat(2)`.
    package func entry(_ path: RelativePath) throws(SystemError) -> FolderEntry? {
        do throws(SystemError) {
            let name = Array(path.name.utf8)
            return try withFolder(path.folder) { folder throws(SystemError) in
                try Self.entry(name, in: folder, self.path)
            }
        } catch {
            // What cannot be a name is none.
            if error.isMissing || error.code == ELOOP || error.code == ENAMETOOLONG { return nil }
            throw error
        }
    }

    /// Everything in a folder but `.` and `..`, in no order.
    package func entries(of folder: RelativePath) throws(SystemError) -> [FolderEntry] {
        try withFolder(folder) { descriptor throws(SystemError) in
            var entries: [FolderEntry] = []
            for name in try Self.names(in: descriptor, absolute(folder)) {
                // What has gone since is not there.
                if let entry = try Self.entry(name, in: descriptor, absolute(folder)) {
                    entries.append(entry)
                }
            }
            return entries
        }
    }

    /// Opens a file for reading.
    ///
    /// - Throws: ``SystemError``; of code `ELOOP` where it is a symbolic link.
    ///
    /// Corresponds to `openat(2)`.
    package func open(_ path: RelativePath) throws(SystemError) -> OpenFile {
        let file = try withFolder(path.folder) { folder throws(SystemError) in
            // Not to wait for a writer, should a pipe have taken the name since the last look.
            let file = unsafe openat(folder, path.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            if file < 0 { throw SystemError("open", absolute(path)) }
            return file
        }
        return OpenFile(adopting: file, path: absolute(path))
    }

    // MARK: Changing

    /// Makes a folder and those above it, where they are missing.
    package func makeFolder(_ folder: RelativePath) throws(SystemError) {
        if folder.text.isEmpty { return }
        try makeFolder(folder.folder)
        try withFolder(folder.folder) { parent throws(SystemError) in
            if unsafe mkdirat(parent, folder.name, 0o777) != 0 {
                let error = SystemError("mkdir", absolute(folder))
                if error.isExisting { return }
                throw error
            }
            // Not even a power cut takes the folder away from what is put into it.
            if fsync(parent) != 0 { throw SystemError("fsync", absolute(folder.folder)) }
        }
    }

    /// Gives something another name, unless that is taken.
    ///
    /// - Parameter nameBytes: its name, where that is no UTF-8 and `path` has it only nearly.
    /// - Throws: ``SystemError``, of code `EEXIST` where the name is taken.
    ///
    /// Corresponds to `linkat(2)` and `unlinkat(2)`, which never replace anything, and to
    /// `renameat(2)` where the file system or the kernel wants no second name. A process that dies
    /// between the first two leaves both names; moving again removes the first.
    package func move(
        _ path: RelativePath, nameBytes: [UInt8]? = nil, to target: RelativePath
    ) throws(SystemError) {
        let name = (nameBytes ?? Array(path.name.utf8)).map { CChar(bitPattern: $0) } + [0]
        try withFolder(path.folder) { from throws(SystemError) in
            if try link(name, in: from, to: target) { unsafe _ = unlinkat(from, name, 0) }
        }
    }

    /// Gives something a second name, unless that is taken; the only one, where the file system or the
    /// kernel wants no second ones.
    ///
    /// - Throws: ``SystemError``, of code `EEXIST` where something else has the name.
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

    /// Takes a name away, if it is there.
    package func remove(_ path: RelativePath) {
        _ = try? withFolder(path.folder) { folder throws(SystemError) in
            unsafe _ = unlinkat(folder, path.name, 0)
        }
    }

    /// Writes a file so that it is whole whenever it is there, even after a power failure; one of
    /// that name is replaced.
    package func write(_ bytes: [UInt8], to path: RelativePath) throws(SystemError) {
        try withFolder(path.folder) { folder throws(SystemError) in
            // One writer at a time has a folder, so that the name needs not be new.
            let part = ".storymedia.\(path.name.utf8.reduce(UInt32(5381)) { $0 &* 33 &+ UInt32($1) }).part"
            // What a crash has left, or an uploader has put there, is not written to.
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

    /// Opens a folder for as long as `body` runs.
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
        // A descriptor of its own: reading moves it, and closing the stream closes it.
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
            // The only way to tell the end from a failure.
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
