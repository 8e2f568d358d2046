/// The picture formats that phones and sticker packs use.
public enum PictureFormat: String, Hashable, Sendable, Codable, CaseIterable {
    case jpeg
    case png
    /// A PNG with animation chunks (PNG, third edition, 11.3.6).
    case apng
    case gif
    /// WebP, still or animated.
    case webp
    /// HEIC and its relatives, still or animated: HEVC pictures in ISO/IEC 23008-12 boxes.
    case heif
    /// AV1 pictures in the same boxes, still or animated.
    case avif
}

extension PictureFormat {
    /// The format that a file's first bytes announce; nil if it is none of these.
    ///
    /// A PNG counts as ``apng`` if the chunk `acTL` lies among the given bytes. File names play no part. 12 bytes are
    /// the minimum, and 4096 are plenty.
    public static func sniff(_ firstBytes: some Collection<UInt8>) -> PictureFormat? {
        sniff(Array(firstBytes.prefix(4096)).span)
    }

    static func sniff(_ bytes: Span<UInt8>) -> PictureFormat? {
        if bytes.hasBytes([0xFF, 0xD8, 0xFF], at: 0) { return .jpeg }
        if bytes.hasBytes(PNGHeader.signature, at: 0) {
            return PNGHeader.announcesAnimation(bytes) ? .apng : .png
        }
        if bytes.hasText("GIF87a", at: 0) || bytes.hasText("GIF89a", at: 0) { return .gif }
        if bytes.hasText("RIFF", at: 0), bytes.hasText("WEBP", at: 8) { return .webp }
        return HEIFBrands(bytes)?.format
    }
}
