internal import Foundation

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Calls on names of files.
enum FileSystem {
    /// What a name leads to; nil where there is nothing.
    ///
    /// Corresponds to `stat(2)`.
    static func status(of path: String) throws(SystemError) -> FileStatus? {
        var status = stat()
        if unsafe stat(path, &status) == 0 { return FileStatus(status) }
        let error = SystemError("stat", path)
        if error.isMissing { return nil }
        throw error
    }

    /// Gives a file a second name, where nothing has that name yet.
    ///
    /// Corresponds to `link(2)`.
    static func link(_ path: String, to target: String) throws(SystemError) {
        if systemLink(path, target) != 0 { throw SystemError("link", target) }
    }

    /// Gives a file another name, taking it from whatever had it.
    ///
    /// Corresponds to `rename(2)`.
    static func rename(_ path: String, to target: String) throws(SystemError) {
        if systemRename(path, target) != 0 { throw SystemError("rename", target) }
    }

    /// Takes a name away; whether there was one is of no interest.
    ///
    /// Corresponds to `unlink(2)`.
    static func remove(_ path: String) {
        unsafe _ = unlink(path)
    }

    /// Whether files can be made in a folder by this user.
    ///
    /// Corresponds to `access(2)`.
    static func isWritable(folder: String) -> Bool {
        unsafe access(folder, W_OK | X_OK) == 0
    }

    /// Makes a folder and those above it, where they are missing.
    ///
    /// - Returns: the folders that were made, the outermost first.
    ///
    /// Corresponds to `mkdir(2)`.
    @discardableResult
    static func createFolder(_ path: String) throws(SystemError) -> [String] {
        if let status = try status(of: path) {
            guard status.isFolder else { throw SystemError(ENOTDIR, "mkdir", path) }
            return []
        }
        let parent = Path.folder(of: path)
        let above = parent != path ? try createFolder(parent) : []
        if unsafe mkdir(path, 0o777) != 0 {
            let error = SystemError("mkdir", path)
            // Another process may have made it since.
            guard error.isExisting, (try status(of: path))?.isFolder == true else { throw error }
            return above
        }
        return above + [path]
    }

    /// Makes a folder that only its owner can look into; fails where something has that name.
    ///
    /// Corresponds to `mkdir(2)`.
    static func createPrivateFolder(_ path: String) throws(SystemError) {
        if unsafe mkdir(path, 0o700) != 0 { throw SystemError("mkdir", path) }
    }

    /// Removes a folder and all that is in it; links in it are removed, not followed.
    static func removeTree(_ folder: String) {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Removes folders in which nothing is, the innermost first; others stay.
    ///
    /// - Parameter folders: the outermost first.
    ///
    /// Corresponds to `rmdir(2)`.
    static func removeEmpty(folders: [String]) {
        for folder in folders.reversed() { unsafe _ = rmdir(folder) }
    }

    /// Writes a file that is not there yet.
    static func write(_ bytes: [UInt8], toNew path: String) throws(SystemError) {
        try OpenFile(path, for: .creating).write(bytes)
    }

    /// Copies a file to where there is none; false where that fails.
    static func copy(_ path: String, toNew target: String) -> Bool {
        (try? FileManager.default.copyItem(atPath: path, toPath: target)) != nil
    }

    /// Names of what is in a folder; none where it cannot be read.
    static func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    /// A whole file, if it is there and no longer than `limit` bytes.
    static func contents(of path: String, limit: Int) -> [UInt8]? {
        guard let file = try? OpenFile(path, for: .reading), let status = try? file.status(),
            status.isRegular, status.bytes <= limit
        else { return nil }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while let count = try? file.read(into: &buffer), bytes.count <= limit {
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
        return nil
    }
}

private func systemLink(_ path: String, _ target: String) -> Int32 { unsafe link(path, target) }
private func systemRename(_ path: String, _ target: String) -> Int32 { unsafe rename(path, target) }

/// Paths as text.
enum Path {
    /// The folder that a path's last part lies in; `.` where the path has one part.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// A path's last part.
    static func name(of path: String) -> String {
        String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
    }

    /// A path from a folder on; an absolute one stays as it is.
    static func resolve(_ path: String, in folder: String) -> String {
        if path.hasPrefix("/") || folder == "." { return path }
        return folder.hasSuffix("/") ? folder + path : folder + "/" + path
    }
}
