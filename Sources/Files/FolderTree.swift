package import SystemPackage

/// An open folder, and everything below it.
///
/// Each path is resolved from the open folder, part by part, and no part may be a symbolic link. So no name that an
/// uploader makes, at any moment, leads out of the folder.
///
/// All calls may block on the file system.
package final class FolderTree: Sendable {
    /// The path as the caller named it.
    package let path: String
    private let descriptor: FileDescriptor

    /// - Throws: ``SystemError`` if the folder is missing or is not a folder.
    package init(_ path: String) throws(SystemError) {
        self.path = path
        descriptor = try SystemError.naming("open", path) { () throws(Errno) in
            try FileDescriptor.open(exactly: path, .readOnly, options: [.directory, .closeOnExec])
        }
    }

    deinit { try? descriptor.close() }

    /// The status of the open folder, even if its path leads elsewhere by now.
    package func status() throws(SystemError) -> FileStatus {
        FileStatus(try SystemError.naming("fstat", path) { () throws(Errno) in try Stat(descriptor) })
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
            return try withFolder(path.folder) { folder throws(SystemError) in
                try Self.entry(try name(path), in: folder, self.path)
            }
        } catch {
            // Nothing can have an invalid name.
            if error.isMissing { return nil }
            if [.tooManySymbolicLinkLevels, .fileNameTooLong].contains(error.code) { return nil }
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
    /// - Throws: ``SystemError``, of code `tooManySymbolicLinkLevels` if it is a symbolic link.
    ///
    /// Corresponds to `openat(2)`.
    package func open(_ path: RelativePath) throws(SystemError) -> OpenFile {
        let file = try withFolder(path.folder) { folder throws(SystemError) in
            let name = try name(path)
            return try SystemError.naming("open", absolute(path)) { () throws(Errno) in
                // Do not wait for a writer if a pipe has taken the name since the last look.
                try folder.open(name, .readOnly, options: [.noFollow, .nonBlocking, .closeOnExec])
            }
        }
        return OpenFile(adopting: file, path: absolute(path))
    }

    // MARK: Changing

    /// Makes a folder and its parents if they are missing.
    package func makeFolder(_ folder: RelativePath) throws(SystemError) {
        if folder.text.isEmpty { return }
        try makeFolder(folder.folder)
        try withFolder(folder.folder) { parent throws(SystemError) in
            let name = try name(folder)
            do throws(SystemError) {
                try SystemError.naming("mkdir", absolute(folder)) { () throws(Errno) in
                    try parent.makeFolder(name, permissions: .newFolder)
                }
            } catch {
                if error.isExisting { return }
                throw error
            }
            // A power cut must not remove the folder together with files that are put into it later.
            try SystemError.naming("fsync", absolute(folder.folder)) { () throws(Errno) in
                try parent.synchronize()
            }
        }
    }

    /// Moves something to another path, unless that is taken.
    ///
    /// - Parameter storedName: the stored name if it is not UTF-8; `path` then has a repaired form of it.
    /// - Throws: ``SystemError``, of code `fileExists` if the target is taken.
    ///
    /// Corresponds to `linkat(2)` and `unlinkat(2)`, which never replace anything, and to `renameat(2)` where the file
    /// system or the kernel refuses a second name. A process that dies between the first two leaves both names; moving
    /// again removes the first.
    package func move(
        _ path: RelativePath, storedName: FilePath.Component? = nil, to target: RelativePath
    ) throws(SystemError) {
        try withFolder(path.folder) { from throws(SystemError) in
            let name = if let storedName { storedName } else { try name(path) }
            if try link(name, in: from, to: target) { try? from.remove(name) }
        }
    }

    /// Gives something a second name, unless that is taken. Where the file system or the kernel refuses second names,
    /// it replaces the first name.
    ///
    /// - Throws: ``SystemError``, of code `fileExists` if something else has the name.
    package func link(_ path: RelativePath, to target: RelativePath) throws(SystemError) {
        try withFolder(path.folder) { from throws(SystemError) in
            _ = try link(try name(path), in: from, to: target)
        }
    }

    /// - Returns: whether it has both names now.
    private func link(
        _ name: FilePath.Component, in from: FileDescriptor, to target: RelativePath
    ) throws(SystemError) -> Bool {
        try withFolder(target.folder) { to throws(SystemError) in
            let newName = try self.name(target)
            do throws(SystemError) {
                try SystemError.naming("link", absolute(target)) { () throws(Errno) in
                    try from.link(name, to: newName, in: to)
                }
                return true
            } catch {
                let source = try Self.entry(name, in: from, self.path)
                let taken = try Self.entry(newName, in: to, self.path)
                if let source, let taken, taken.status.isSameFile(as: source.status) { return true }
                if taken != nil { throw SystemError(.fileExists, "link", absolute(target)) }
                guard error.isUnsupported else { throw error }
                try SystemError.naming("rename", absolute(target)) { () throws(Errno) in
                    try from.rename(name, to: newName, in: to)
                }
                return false
            }
        }
    }

    /// Removes a name, if it exists.
    package func remove(_ path: RelativePath) {
        try? withFolder(path.folder) { folder throws(SystemError) in
            try? folder.remove(try name(path))
        }
    }

    /// Writes a file, or replaces it. The file is whole whenever it exists, even after a power failure.
    package func write(_ bytes: [UInt8], to path: RelativePath) throws(SystemError) {
        try withFolder(path.folder) { folder throws(SystemError) in
            let name = try name(path)
            // A folder has one writer at a time, so the temporary name need not be unique.
            let number = path.name.utf8.reduce(UInt32(5381)) { $0 &* 33 &+ UInt32($1) }
            let part = try self.name(RelativePath(".storymedia.\(number).part"))
            // Never write into a file that a crash left behind or an uploader put there.
            try? folder.remove(part)
            let descriptor = try SystemError.naming("open", absolute(path)) { () throws(Errno) in
                try folder.open(
                    part, .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
                    permissions: .newFile)
            }
            let file = OpenFile(adopting: descriptor, path: absolute(path))
            do throws(SystemError) {
                try file.write(bytes)
                try file.synchronize()
            } catch {
                try? folder.remove(part)
                throw error
            }
            try SystemError.naming("rename", absolute(path)) { () throws(Errno) in
                try folder.rename(part, to: name, in: folder)
            }
        }
    }

    /// Waits until a folder's entries are on the disk.
    ///
    /// Corresponds to `fsync(2)`.
    package func synchronize(_ folder: RelativePath) throws(SystemError) {
        try withFolder(folder) { descriptor throws(SystemError) in
            try SystemError.naming("fsync", absolute(folder)) { () throws(Errno) in
                try descriptor.synchronize()
            }
        }
    }

    // MARK: Walking

    /// Opens a folder while `body` runs.
    package func withFolder<R>(
        _ folder: RelativePath, _ body: (FileDescriptor) throws(SystemError) -> R
    ) throws(SystemError) -> R {
        var current = descriptor
        defer { if current != descriptor { try? current.close() } }
        for part in folder.parts {
            let next = try SystemError.naming("open", absolute(folder)) { () throws(Errno) in
                guard let name = FilePath.Component(part) else { throw .noSuchFileOrDirectory }
                return try current.open(
                    name, .readOnly, options: [.directory, .noFollow, .closeOnExec])
            }
            if current != descriptor { try? current.close() }
            current = next
        }
        return try body(current)
    }

    /// The last part of a path, as the system takes it.
    private func name(_ path: RelativePath) throws(SystemError) -> FilePath.Component {
        guard let name = FilePath.Component(path.name) else {
            throw SystemError(.noSuchFileOrDirectory, "open", absolute(path))
        }
        return name
    }

    static func entry(
        _ name: FilePath.Component, in folder: FileDescriptor, _ path: String
    ) throws(SystemError) -> FolderEntry? {
        do throws(SystemError) {
            return FolderEntry(
                name,
                try SystemError.naming("lstat", path) { () throws(Errno) in try folder.status(of: name) })
        } catch {
            if error.isMissing { return nil }
            throw error
        }
    }

    static func names(in folder: FileDescriptor, _ path: String) throws(SystemError) -> [FilePath.Component] {
        try SystemError.naming("readdir", path) { () throws(Errno) in try folder.names() }
    }
}
