internal import Foundation

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Calls that take the path of a file.
package enum FileSystem {
    /// The status of what a path leads to; nil if it leads to nothing.
    ///
    /// Corresponds to `stat(2)`.
    package static func status(of path: String) throws(SystemError) -> FileStatus? {
        var status = stat()
        if unsafe stat(path, &status) == 0 { return FileStatus(status) }
        let error = SystemError("stat", path)
        if error.isMissing { return nil }
        throw error
    }

    /// Whether this user can make files in a folder.
    ///
    /// Corresponds to `access(2)`.
    package static func isWritable(folder: String) -> Bool {
        unsafe access(folder, W_OK | X_OK) == 0
    }

    /// Whether this process may read what is at a path.
    package static func isReadable(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }

    /// The folder to which relative paths refer.
    package static var currentFolder: String { FileManager.default.currentDirectoryPath }

    /// Writes a new file. Fails if the path is taken.
    static func write(_ bytes: [UInt8], toNew path: String) throws(SystemError) {
        try OpenFile(path, for: .creating).write(bytes)
    }
}

/// Paths as text.
///
/// Paths are split byte by byte, as the system does: to `String`, a `/` followed by a combining accent is one
/// character, and not a `/`.
package enum Path {
    private static let slash = UInt8(ascii: "/")

    /// The folder of a path's last part; `.` if the path has one part only.
    package static func folder(of path: String) -> String {
        guard let last = path.utf8.lastIndex(of: slash) else { return "." }
        return last == path.startIndex ? "/" : String(path[..<last])
    }

    /// The last part of a path.
    package static func name(of path: String) -> String {
        guard let last = path.utf8.lastIndex(of: slash) else { return path }
        return String(path[path.utf8.index(after: last)...])
    }

    /// Resolves a path against a folder. An absolute path stays as it is.
    package static func resolve(_ path: String, in folder: String) -> String {
        if path.utf8.first == slash || folder == "." { return path }
        if path == "." { return folder }
        return folder.utf8.last == slash ? folder + path : folder + "/" + path
    }

    /// The names on the way from a folder to a path below it, the outermost first.
    ///
    /// - Returns: nil if the path is not below the folder, or goes up on its way.
    package static func parts(of path: String, below folder: String) -> [String]? {
        let start = folder.utf8.last == slash ? folder : folder + "/"
        if path.utf8.elementsEqual(folder.utf8) { return [] }
        guard path.utf8.starts(with: start.utf8) else { return nil }
        let parts = path.utf8.dropFirst(start.utf8.count)
            .split(separator: slash, omittingEmptySubsequences: false).map { String(Substring($0)) }
        return parts.contains { ["", ".", ".."].contains($0) } ? nil : parts
    }
}
