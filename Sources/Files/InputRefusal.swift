/// Why a file is refused before its content is read.
package enum InputRefusal: Hashable {
    case tooLarge(bytes: Int64, limit: Int64)
    /// Most of it was never written.
    case hollow(bytes: Int64, written: Int64)

    /// The most bytes of holes that a file may have. Programs that make media write every byte. Programs that copy
    /// files leave holes in place of zeros, which are few.
    private static let holes: Int64 = 1 << 30

    /// Nil if the file may be read.
    ///
    /// The time this takes does not depend on the file's length.
    ///
    /// - Parameter limit: how many bytes a file may have.
    /// - Throws: ``SystemError``.
    package static func check(
        _ file: borrowing OpenFile, _ status: FileStatus, limit: Int64
    ) throws(SystemError) -> InputRefusal? {
        if let refusal = InputRefusal(bytes: status.bytes, limit: limit) { return refusal }
        // Some file systems do not know how much was written. They know where data lie, or report everything as
        // written.
        guard status.bytes - (try file.allocatedBytes()) > holes else { return nil }
        let written = try writtenBytes(of: file, enough: status.bytes - holes)
        guard status.bytes - written > holes else { return nil }
        return .hollow(bytes: status.bytes, written: written)
    }

    /// Nil if the file is not too large.
    package init?(bytes: Int64, limit: Int64) {
        guard bytes > limit else { return nil }
        self = .tooLarge(bytes: bytes, limit: limit)
    }

    /// The number of bytes outside holes. Stops counting at `enough`. Gives up and returns `enough` if the data lie in
    /// so many pieces that reading the file takes no longer than counting them.
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
            "It is \(bytes) bytes long, but only \(written) of them were ever written; the rest is a hole. "
                + "Copy the whole file again."
        }
    }
}
