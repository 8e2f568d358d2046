internal import Containers

extension EXIF {
    /// JPEG allows 64 KiB. What is longer is no camera's.
    private static let maximumBytes = 1 << 20

    /// Reads EXIF from a range of a file; nil where it is damaged: the picture beside it may be whole.
    init?(_ bytes: Span<UInt8>, in range: Range<Int>) {
        guard range.count <= Self.maximumBytes, let exif = try? EXIF(bytes.bytes(range)) else { return nil }
        self = exif
    }
}
