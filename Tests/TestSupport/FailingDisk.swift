import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file of this process whose disk fails.
public enum FailingDisk {
    /// Makes all reading of a file fail from now on that this process has open.
    ///
    /// The descriptors become some that are open for writing only, to the same file, so that it can still be
    /// written to.
    ///
    /// - Returns: how many descriptors the file had.
    @discardableResult
    public static func failReading(of path: String) throws -> Int {
        let wanted = try FileManager.default.attributesOfItem(atPath: path)
        let writing = unsafe open(path, O_WRONLY | O_CLOEXEC)
        guard writing >= 0 else { throw CocoaError(.fileWriteUnknown) }
        defer { close(writing) }
        var count = 0
        for descriptor in 3..<1024 where descriptor != writing {
            var status = stat()
            guard unsafe fstat(Int32(descriptor), &status) == 0,
                UInt64(status.st_ino) == (wanted[.systemFileNumber] as? NSNumber)?.uint64Value,
                UInt64(status.st_dev) == (wanted[.systemNumber] as? NSNumber)?.uint64Value
            else { continue }
            guard dup2(writing, Int32(descriptor)) >= 0 else { throw CocoaError(.fileWriteUnknown) }
            count += 1
        }
        return count
    }
}
