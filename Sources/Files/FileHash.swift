internal import Hashing

/// The SHA-256 of a file, and the state of the file that it belongs to.
package struct FileHash: Sendable {
    package let sha256: String
    package let status: FileStatus

    /// The bytes per read: so many that the calls cost nothing beside the hashing.
    private static let pieceBytes = 1 << 20

    /// Hashes a whole open file.
    ///
    /// - Throws: ``SystemError`` if the file cannot be read, `CancellationError` if `isStopped` returns true.
    package static func reading(_ file: borrowing OpenFile, isStopped: () -> Bool) throws -> FileHash {
        let status = try file.status()
        var hash = SHA256()
        var buffer = [UInt8](repeating: 0, count: Self.pieceBytes)
        var offset: Int64 = 0
        // No further: a program could append to the file for ever.
        while offset < status.bytes {
            if isStopped() { throw CancellationError() }
            let count = try file.read(into: &buffer, at: offset)
            if count == 0 { break }
            let length = Int(min(Int64(count), status.bytes - offset))
            hash.update(buffer.span.extracting(0..<length))
            offset += Int64(length)
        }
        return FileHash(sha256: hash.finish(), status: status)
    }
}
