internal import Foundation

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Calls on names of files.
package enum FileSystem {
    /// What a name leads to; nil where there is nothing.
    ///
    /// Corresponds to `stat(2)`.
    package static func status(of path: String) throws(SystemError) -> FileStatus? {
        var status = stat()
        if unsafe stat(path, &status) == 0 { return FileStatus(status) }
        let error = SystemError("stat", path)
        if error.isMissing { return nil }
        throw error
    }

    /// Whether files can be made in a folder by this user.
    ///
    /// Corresponds to `access(2)`.
    package static func isWritable(folder: String) -> Bool {
        unsafe access(folder, W_OK | X_OK) == 0
    }

    /// The folder from which paths start that are not absolute.
    package static var currentFolder: String { FileManager.default.currentDirectoryPath }

    /// Writes a file that is not there yet.
    static func write(_ bytes: [UInt8], toNew path: String) throws(SystemError) {
        try OpenFile(path, for: .creating).write(bytes)
    }
}

/// Paths as text.
///
/// Divided byte by byte, as the system does: `String` takes a `/` and an accent after it for one character that is no
/// `/`.
package enum Path {
    private static let slash = UInt8(ascii: "/")

    /// The folder that a path's last part lies in; `.` where the path has one part.
    package static func folder(of path: String) -> String {
        guard let last = path.utf8.lastIndex(of: slash) else { return "." }
        return last == path.startIndex ? "/" : String(path[..<last])
    }

    /// A path's last part.
    package static func name(of path: String) -> String {
        guard let last = path.utf8.lastIndex(of: slash) else { return path }
        return String(path[path.utf8.index(after: last)...])
    }

    /// A path from a folder on; an absolute one stays as it is.
    package static func resolve(_ path: String, in folder: String) -> String {
        if path.utf8.first == slash || folder == "." { return path }
        if path == "." { return folder }
        return folder.utf8.last == slash ? folder + path : folder + "/" + path
    }

    /// The names on the way from a folder to what lies below it, the outermost first.
    ///
    /// - Returns: nil where the path does not lead there, or goes up on its way.
    package static func parts(of path: String, below folder: String) -> [String]? {
        let start = folder.utf8.last == slash ? folder : folder + "/"
        if path.utf8.elementsEqual(folder.utf8) { return [] }
        guard path.utf8.starts(with: start.utf8) else { return nil }
        let parts = path.utf8.dropFirst(start.utf8.count)
            .split(separator: slash, omittingEmptySubsequences: false).map { String(Substring($0)) }
        return parts.contains { ["", ".", ".."].contains($0) } ? nil : parts
    }
}
