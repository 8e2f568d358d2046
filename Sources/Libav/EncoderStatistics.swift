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

    /// - Parameter path: where nothing else is.
    public init(at path: String) { self.path = path }

    /// Removes what there is of the files.
    public func remove() {
        // x264, encoder/ratecontrol.c: both files have a name of their own until they are whole.
        for ending in ["", ".mbtree", ".temp", ".mbtree.temp"] { _ = unsafe unlink(path + ending) }
    }
}
