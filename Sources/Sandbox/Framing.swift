/// How messages follow each other in a stream of bytes: each with its length before it, in four bytes, the
/// most significant first.
public enum Framing {
    static let headerBytes = 4

    /// A message with its length before it.
    ///
    /// - Precondition: it has fewer than 4 GiB.
    public static func framed(_ message: [UInt8]) -> [UInt8] {
        guard let length = UInt32(exactly: message.count) else {
            preconditionFailure("a message of \(message.count) bytes has no length of four")
        }
        return (0..<headerBytes).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32($0))) } + message
    }

    /// The length that a header says.
    static func length(_ header: some Sequence<UInt8>) -> Int { header.reduce(0) { $0 << 8 | Int($1) } }
}

/// Finds the messages in what a process writes to a pipe, in whatever pieces it arrives.
///
/// Holds no more than one message and one piece.
public struct FrameDecoder: Sendable {
    private let limit: Int
    private var pending: [UInt8] = []

    /// - Parameter limit: the most bytes that a message may have.
    public init(limit: Int) {
        self.limit = limit
    }

    /// Takes the next piece, and calls `body` with every message that it completes.
    ///
    /// - Throws: ``ChannelError/tooLong(bytes:limit:)`` as soon as a length says so. The stream has no
    ///   meaning from there on.
    public mutating func append(
        _ piece: some Collection<UInt8>, _ body: ([UInt8]) -> Void
    ) throws(ChannelError) {
        pending += piece
        var start = 0
        while pending.count - start >= Framing.headerBytes {
            let content = start + Framing.headerBytes
            let length = Framing.length(pending[start..<content])
            guard length <= limit else { throw .tooLong(bytes: length, limit: limit) }
            guard pending.count - content >= length else { break }
            body(Array(pending[content..<content + length]))
            start = content + length
        }
        pending.removeFirst(start)
    }

    /// Says that nothing more comes.
    ///
    /// - Throws: ``ChannelError/endedEarly`` where a message is incomplete.
    public func finish() throws(ChannelError) {
        if !pending.isEmpty { throw .endedEarly }
    }
}
