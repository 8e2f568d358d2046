internal import Foundation
internal import SystemPackage

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
        do throws(SystemError) {
            return FileStatus(
                try SystemError.naming("stat", path) { () throws(Errno) in unsafe try Stat(path) })
        } catch {
            if error.isMissing { return nil }
            throw error
        }
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
