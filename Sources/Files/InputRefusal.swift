/// Why a file is not read at all, whatever is in it.
package enum InputRefusal: Hashable {
    case tooLarge(bytes: Int64, limit: Int64)
    /// Most of it was never written.
    case hollow(bytes: Int64, written: Int64)

    /// Bytes of holes that a file may have. What writes media writes all of them; programs that copy leave
    /// holes where there are zeros, which are few.
    private static let holes: Int64 = 1 << 30

    /// Nil where a file may be read.
    ///
    /// Takes no time that depends on the file's length.
    ///
    /// - Parameter limit: how many bytes a file may have.
    /// - Throws: ``SystemError``.
    package init?(_ file: borrowing OpenFile, _ status: FileStatus, limit: Int64) throws(SystemError) {
        if let refusal = InputRefusal(bytes: status.bytes, limit: limit) {
            self = refusal
            return
        }
        // Some file systems do not know how much they have written; they know where it is, or say that all
        // of it was written.
        guard status.bytes - (try file.allocatedBytes()) > Self.holes else { return nil }
        let written = try Self.writtenBytes(of: file, enough: status.bytes - Self.holes)
        guard status.bytes - written > Self.holes else { return nil }
        self = .hollow(bytes: status.bytes, written: written)
    }

    /// Nil where a file is not too large.
    package init?(bytes: Int64, limit: Int64) {
        guard bytes > limit else { return nil }
        self = .tooLarge(bytes: bytes, limit: limit)
    }

    /// How much of a file is no hole; looks no further once that is `enough`, or where it is written in so
    /// many pieces that reading it takes no longer.
    private static func writtenBytes(
        of file: borrowing OpenFile, enough: Int64
    ) throws(SystemError) -> Int64 {
        var written: Int64 = 0
        var offset: Int64 = 0
        for _ in 0..<10_000 {
            guard written < enough, let range = try file.data(from: offset) else { return written }
            written += range.upperBound - range.lowerBound
            offset = range.upperBound
        }
        return enough
    }

    /// What is wrong, and what to do.
    package var message: String {
        switch self {
        case .tooLarge(let bytes, let limit):
            "It has \(bytes) bytes; the limit is \(limit) (input.fileBytes of the limits). Make it shorter or smaller."
        case .hollow(let bytes, let written):
            "It is \(bytes) bytes long, of which only \(written) were ever written: the rest is a hole. "
                + "Copy it again, whole."
        }
    }
}
