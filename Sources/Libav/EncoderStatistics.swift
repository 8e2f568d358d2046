#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The statistics that an encoder writes in its first pass for the second one to read: several files in the same
/// folder.
///
/// They are complete once the first pass's ``Encoder`` is gone. A minute of 1080×1920 takes some 30 MB.
public struct EncoderStatistics: Hashable, Sendable {
    /// The first file's path; the others' are derived from it.
    let path: String

    /// The paths of all files.
    ///
    /// x264 (encoder/ratecontrol.c) gives both of its files temporary names until they are complete.
    public var paths: [String] { ["", ".mbtree", ".temp", ".mbtree.temp"].map { path + $0 } }

    /// - Parameter path: a path that is not in use.
    public init(at path: String) { self.path = path }

    /// Creates the files for an encoder that can neither create files nor rename them at the end: each exists under
    /// both of its names from the start.
    ///
    /// - Throws: ``LibavError`` with the system's reason, after removing the files that were created.
    public func create() throws(LibavError) {
        do throws(LibavError) {
            for (first, second) in [(paths[0], paths[2]), (paths[1], paths[3])] {
                let descriptor = unsafe open(first, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
                guard descriptor >= 0 else { throw LibavError(code: -errno, call: "open") }
                close(descriptor)
                guard unsafe link(first, second) == 0 else { throw LibavError(code: -errno, call: "link") }
            }
        } catch {
            remove()
            throw error
        }
    }

    /// Removes those of the files that exist.
    public func remove() {
        for path in paths { _ = unsafe unlink(path) }
    }
}
