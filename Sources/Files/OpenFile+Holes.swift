#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension OpenFile {
    /// The number of bytes that the file takes on its disk. Less than its length if it has holes, or if the file system
    /// compresses.
    func allocatedBytes() throws(SystemError) -> Int64 {
        var status = stat()
        if unsafe fstat(descriptor, &status) != 0 { throw SystemError("fstat", path) }
        // Blocks of 512 bytes, whatever st_blksize says: stat(3type).
        return Int64(status.st_blocks) * 512
    }

    /// The first range at or after an offset that is not a hole; nil if only holes follow.
    ///
    /// A file system without holes reports all of the file as data.
    ///
    /// Corresponds to `lseek(2)` with `SEEK_DATA` and `SEEK_HOLE`. Moves the descriptor to the file's beginning.
    func data(from offset: Int64) throws(SystemError) -> Range<Int64>? {
        let start = lseek(descriptor, off_t(offset), Self.seekData)
        if start < 0 {
            if errno == ENXIO { return nil }
            throw SystemError("lseek", path)
        }
        let end = lseek(descriptor, start, Self.seekHole)
        // Other readers of the descriptor start at the beginning.
        lseek(descriptor, 0, SEEK_SET)
        if end < 0 { throw SystemError("lseek", path) }
        return Int64(start)..<max(Int64(end), Int64(start) + 1)
    }

    #if os(Linux)
        // The C library defines these only for programs that ask for GNU's extensions: unistd.h.
        private static let (seekData, seekHole) = (Int32(3), Int32(4))
    #else
        private static let (seekData, seekHole) = (SEEK_DATA, SEEK_HOLE)
    #endif
}
