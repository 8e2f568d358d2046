/// What tells one state of one file from all others, whatever it is called: moving or renaming a
/// file keeps it, writing to it does not.
public struct FileIdentity: Hashable, Sendable, Codable, CustomStringConvertible {
    let device: UInt64
    let inode: UInt64
    /// The file's length.
    package let bytes: Int64
    /// When it was written last, in nanoseconds since 1970.
    let modified: Int64

    package init(_ status: FileStatus) {
        device = status.device
        inode = status.inode
        bytes = status.bytes
        modified = Int64(status.modifiedSeconds) &* 1_000_000_000 &+ Int64(status.modifiedNanoseconds)
    }

    /// Reads what ``description`` writes; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 4, let device = UInt64(parts[0], radix: 16),
            let inode = UInt64(parts[1], radix: 16), let bytes = UInt64(parts[2], radix: 16),
            let modified = UInt64(parts[3], radix: 16)
        else { return nil }
        self.device = device
        self.inode = inode
        self.bytes = Int64(bitPattern: bytes)
        self.modified = Int64(bitPattern: modified)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let identity = FileIdentity(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not the identity of a file")
        }
        self = identity
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    public var description: String {
        [device, inode, UInt64(bitPattern: bytes), UInt64(bitPattern: modified)]
            .map { String($0, radix: 16) }.joined(separator: "-")
    }

    /// Whether both are the same but for the device's number, which changes when a disk is mounted
    /// anew.
    package func isSameFile(as other: FileIdentity) -> Bool {
        inode == other.inode && bytes == other.bytes && modified == other.modified
    }
}
