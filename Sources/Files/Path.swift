/// Paths as text, as users and documents write them.
///
/// Paths are split byte by byte, as the system does: to `String`, a `/` followed by a combining accent is one
/// character, and not a `/`. Nothing else is changed. `FilePath` would drop slashes that are doubled or at the end, and
/// all that follows a zero: the path that is reported would not be the one that was given, `clip.mov/` would name a
/// file, and a `..` behind a zero would pass unseen.
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
