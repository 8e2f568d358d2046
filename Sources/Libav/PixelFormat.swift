internal import CFFmpeg

/// The layout of a picture's samples in memory.
///
/// Corresponds to `AVPixelFormat`.
public struct PixelFormat: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int32

    public init(rawValue: Int32) { self.rawValue = rawValue }
    init(_ format: AVPixelFormat) { rawValue = format.rawValue }

    var avPixelFormat: AVPixelFormat { AVPixelFormat(rawValue) }

    /// Planar 4:2:0 with 8 bits a sample, the format of every output.
    public static let yuv420p = PixelFormat(AV_PIX_FMT_YUV420P)
    /// Planar 4:2:0 with 10 bits a sample in 16-bit words of this machine's byte order.
    public static let yuv420p10 = PixelFormat(AV_PIX_FMT_YUV420P10LE)
    /// Red, green, blue, alpha, 8 bits each, not multiplied by alpha.
    public static let rgba = PixelFormat(AV_PIX_FMT_RGBA)
    /// Red, green, blue, 8 bits each.
    public static let rgb24 = PixelFormat(AV_PIX_FMT_RGB24)
    /// The format with a name such as `yuv420p`; nil if this FFmpeg does not know it.
    ///
    /// Corresponds to `av_get_pix_fmt`.
    public init?(named name: String) {
        let format = unsafe av_get_pix_fmt(name)
        if format == AV_PIX_FMT_NONE { return nil }
        self.init(format)
    }

    public static let none = PixelFormat(AV_PIX_FMT_NONE)

    /// FFmpeg's name, such as `yuv420p`; nil for a format this FFmpeg does not know.
    ///
    /// Corresponds to `av_get_pix_fmt_name`.
    public var name: String? {
        guard let name = unsafe av_get_pix_fmt_name(avPixelFormat) else { return nil }
        return unsafe String(cString: name)
    }

    /// Bits of the first component, 0 for an unknown format.
    public var bitDepth: Int {
        guard let descriptor = unsafe av_pix_fmt_desc_get(avPixelFormat) else { return 0 }
        return unsafe Int(descriptor.pointee.comp.0.depth)
    }

    /// Whether the samples are red, green and blue (palettes included).
    public var isRGB: Bool { has(AV_PIX_FMT_FLAG_RGB) || has(AV_PIX_FMT_FLAG_PAL) }

    /// Whether the format carries transparency.
    public var hasAlpha: Bool { has(AV_PIX_FMT_FLAG_ALPHA) || has(AV_PIX_FMT_FLAG_PAL) }

    /// How many times fewer chroma columns and rows there are than luma columns and rows, as powers of two.
    public var chromaShift: (horizontal: Int, vertical: Int) {
        guard let descriptor = unsafe av_pix_fmt_desc_get(avPixelFormat) else { return (0, 0) }
        return unsafe (Int(descriptor.pointee.log2_chroma_w), Int(descriptor.pointee.log2_chroma_h))
    }

    private func has(_ flag: Int32) -> Bool {
        guard let descriptor = unsafe av_pix_fmt_desc_get(avPixelFormat) else { return false }
        return unsafe descriptor.pointee.flags & UInt64(flag) != 0
    }
}

extension PixelFormat: CustomStringConvertible {
    public var description: String { name ?? "pixel format \(rawValue)" }
}
