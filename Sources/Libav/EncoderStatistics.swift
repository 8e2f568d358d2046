#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What an encoder writes down in its first pass, for a second one to read: several files that lie beside
/// each other.
///
/// They are whole once the first pass's ``Encoder`` is gone. A minute of 1080×1920 takes some 30 MB.
public struct EncoderStatistics: Hashable, Sendable {
    /// The first file's path, of which the others' are made.
    let path: String

    /// Of all files.
    ///
    /// x264 (encoder/ratecontrol.c) gives both of its files a name of their own until they are whole.
    public var paths: [String] { ["", ".mbtree", ".temp", ".mbtree.temp"].map { path + $0 } }

    /// - Parameter path: where nothing else is.
    public init(at path: String) { self.path = path }

    /// Makes the files for an encoder that can make none, and cannot rename them in the end: each has both of
    /// its names from the beginning.
    ///
    /// - Throws: ``LibavError`` with the system's reason; the files that were made are removed then.
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

    /// Removes what there is of the files.
    public func remove() {
        for path in paths { _ = unsafe unlink(path) }
    }
}
