/// How messages follow each other in a byte stream: each after its length in four bytes, most significant byte first.
enum Framing {
    static let headerBytes = 4

    /// A message preceded by its length.
    ///
    /// - Precondition: it has fewer than 4 GiB.
    static func framed(_ message: [UInt8]) -> [UInt8] {
        guard let length = UInt32(exactly: message.count) else {
            preconditionFailure("a message of \(message.count) bytes has no length of four")
        }
        return (0..<headerBytes).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32($0))) } + message
    }

    /// The length in a header.
    static func length(_ header: some Sequence<UInt8>) -> Int { header.reduce(0) { $0 << 8 | Int($1) } }
}
