internal import Hashing

/// The SHA-256 of a file, and which state of the file it belongs to.
package struct FileHash: Sendable {
    package let sha256: String
    package let status: FileStatus

    /// Bytes that are read at a time: enough that the calls cost nothing beside the hashing.
    private static let pieceBytes = 1 << 20

    /// Reads a whole file that is open.
    ///
    /// - Throws: ``SystemError`` where it cannot be read, `CancellationError` where `isStopped` says
    ///   so.
    package init(of file: borrowing OpenFile, isStopped: () -> Bool) throws {
        status = try file.status()
        var hash = SHA256()
        var buffer = [UInt8](repeating: 0, count: Self.pieceBytes)
        var offset: Int64 = 0
        // No further, or one that is written to for ever would be read for ever.
        while offset < status.bytes {
            if isStopped() { throw CancellationError() }
            let count = try file.read(into: &buffer, at: offset)
            if count == 0 { break }
            let length = Int(min(Int64(count), status.bytes - offset))
            hash.update(buffer.span.extracting(0..<length))
            offset += Int64(length)
        }
        sha256 = hash.finish()
    }
}
