internal import Foundation
internal import Jobs

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Identifies the file that a path named when it was opened.
///
/// SQLite continues to use a file that was removed or replaced, but no other process sees what it writes there.
struct FileIdentity: Equatable {
    private let device: UInt64
    private let number: UInt64

    /// Allows one call at a time. Otherwise closing the descriptor here could release the locks of a store in this
    /// process that has opened the same file meanwhile.
    private static let making = NSLock()

    /// If the file does not exist, makes an empty one that only its owner may read, and its folders.
    ///
    /// Corresponds to `open(2)` with `O_EXCL`, and to `access(2)`.
    static func make(_ path: String) throws(JobStoreError) -> FileIdentity {
        let folder = (path as NSString).deletingLastPathComponent
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw cannotOpen(path, "its folder cannot be created: \(error.localizedDescription)")
        }
        let problem = making.withLock { () -> Int32? in
            var descriptor: Int32
            repeat {
                descriptor = unsafe open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
            } while descriptor < 0 && errno == EINTR
            guard descriptor >= 0 else { return errno == EEXIST ? nil : errno }
            close(descriptor)
            return nil
        }
        if let problem {
            switch problem {
            case ENOSPC, EDQUOT:
                throw JobStoreError(
                    .diskFull, "the queue \(path) cannot be created: the disk is full; free some space")
            case EIO, EMFILE, ENFILE:
                throw JobStoreError(
                    .inputOutput, "the queue \(path) cannot be created: \(reason(problem)); try again")
            default: throw cannotOpen(path, reason(problem))
            }
        }
        for place in [path, folder] where unsafe access(place, R_OK | W_OK) != 0 {
            // Without write permission for the folder, SQLite cannot make its journal.
            throw cannotOpen(path, "\(place): \(reason(errno))")
        }
        guard let identity = FileIdentity(path) else {
            throw cannotOpen(path, "it is not a regular file")
        }
        return identity
    }

    /// - Throws: ``JobStoreError/Code/cannotOpen`` if the path now names another file.
    func check(_ path: String) throws(JobStoreError) {
        guard FileIdentity(path) == self else {
            throw JobStoreError(
                .cannotOpen,
                "the queue \(path) was removed or replaced while it was in use; run the command again")
        }
    }

    /// Checks for a cut-off file, since SQLite reads missing bytes of the last page as zeros.
    static func checkSize(_ path: String, atLeast size: Int64) throws(JobStoreError) {
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_size < size else { return }
        throw JobStoreError(damaged: path, "it has \(status.st_size) of \(size) bytes")
    }

    private init?(_ path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(status.st_ino)
    }

    private static func cannotOpen(_ path: String, _ why: String) -> JobStoreError {
        JobStoreError(.cannotOpen, "the queue \(path) cannot be opened: \(why)")
    }

    private static func reason(_ code: Int32) -> String {
        unsafe String(cString: strerror(code))
    }
}
