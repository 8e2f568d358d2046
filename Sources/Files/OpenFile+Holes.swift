internal import SystemPackage

extension OpenFile {
    /// The number of bytes that the file takes on its disk. Less than its length if it has holes, or if the file system
    /// compresses.
    func allocatedBytes() throws(SystemError) -> Int64 { try details().sizeAllocated }

    /// The first range at or after an offset that is not a hole; nil if only holes follow.
    ///
    /// A file system without holes reports all of the file as data.
    ///
    /// Moves the descriptor to the file's beginning.
    func data(from offset: Int64) throws(SystemError) -> Range<Int64>? {
        try SystemError.naming("lseek", path) { () throws(Errno) in try descriptor.data(from: offset) }
    }
}
