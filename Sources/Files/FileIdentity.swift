/// Identifies one state of one file, whatever its name: moving or renaming the file keeps it, writing to the file
/// changes it.
public struct FileIdentity: Hashable, Sendable, Codable, CustomStringConvertible {
    let device: UInt64
    let inode: UInt64
    /// The file's length.
    package let bytes: Int64
    /// The time of the last write, in nanoseconds since 1970.
    let modified: Int64

    package init(_ status: FileStatus) {
        device = status.device
        inode = status.inode
        bytes = status.bytes
        modified = Int64(status.modifiedSeconds) &* 1_000_000_000 &+ Int64(status.modifiedNanoseconds)
    }

    /// Parses a ``description``; nil for any other text.
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

    /// Whether both are equal except for the device number, which changes when a disk is mounted again.
    package func isSameFile(as other: FileIdentity) -> Bool {
        inode == other.inode && bytes == other.bytes && modified == other.modified
    }
}
