internal import CFFmpeg

/// Scales pictures and changes their pixel format.
///
/// Keeps its filter tables between calls as long as sizes and formats stay the same. Does not convert matrix or range:
/// it scales code values as they are, except that RGB becomes BT.709 in limited range.
///
/// Corresponds to `SwsContext`.
@safe public struct Scaler: ~Copyable {
    /// The interpolation between samples.
    public enum Quality: Sendable {
        /// `SWS_BICUBIC`, the default of `ffmpeg` itself.
        case bicubic
        /// `SWS_AREA`: for strong reductions.
        case area
    }

    private var scaler: StorymediaScaler
    private let quality: Quality

    public init(quality: Quality = .bicubic) {
        unsafe scaler = StorymediaScaler()
        self.quality = quality
    }

    deinit { unsafe sws_freeContext(scaler.context) }

    /// Scales a picture to fill another one.
    ///
    /// - Throws: ``LibavError`` if swscale cannot convert between the formats.
    ///
    /// Corresponds to `sws_scale`.
    public mutating func scale(_ source: borrowing Frame, into target: inout Frame) throws(LibavError) {
        let method = quality == .bicubic ? storymedia_SWS_BICUBIC : storymedia_SWS_AREA
        unsafe scaler.context = sws_getCachedContext(
            scaler.context, Int32(source.width), Int32(source.height),
            source.format.withoutRangeInName.avPixelFormat,
            Int32(target.width), Int32(target.height), target.format.avPixelFormat,
            method | storymedia_SWS_ACCURATE_RND, nil, nil, nil)
        guard let context = unsafe scaler.context else {
            throw LibavError(code: storymedia_AVERROR_EINVAL, call: "sws_getCachedContext")
        }
        // With the same matrix and range on both sides, code values are only scaled. RGB is full range.
        let table = unsafe sws_getCoefficients(SWS_CS_ITU709)
        unsafe _ = sws_setColorspaceDetails(
            context, table, source.format.isRGB ? 1 : 0, table, target.format.isRGB ? 1 : 0,
            0, 1 << 16, 1 << 16)
        let rows = unsafe withUnsafePointer(to: &source.pointer.pointee.data) { data in
            unsafe data.withMemoryRebound(to: UnsafePointer<UInt8>?.self, capacity: 8) { planes in
                unsafe withUnsafePointer(to: &target.pointer.pointee.data) { targetData in
                    unsafe targetData.withMemoryRebound(
                        to: UnsafeMutablePointer<UInt8>?.self, capacity: 8
                    ) { targets in
                        unsafe sws_scale(
                            context, planes, Self.strides(source), 0, Int32(source.height),
                            targets, Self.strides(target))
                    }
                }
            }
        }
        try LibavError.check(rows, "sws_scale")
    }

    private static func strides(_ frame: borrowing Frame) -> [Int32] {
        let strides = unsafe frame.pointer.pointee.linesize
        return [strides.0, strides.1, strides.2, strides.3]
    }
}

extension PixelFormat {
    /// `yuvj420p` and similar formats are `yuv420p` with a range in their name, which swscale would apply.
    public var withoutRangeInName: PixelFormat {
        switch avPixelFormat {
        case AV_PIX_FMT_YUVJ420P: PixelFormat(AV_PIX_FMT_YUV420P)
        case AV_PIX_FMT_YUVJ422P: PixelFormat(AV_PIX_FMT_YUV422P)
        case AV_PIX_FMT_YUVJ444P: PixelFormat(AV_PIX_FMT_YUV444P)
        case AV_PIX_FMT_YUVJ440P: PixelFormat(AV_PIX_FMT_YUV440P)
        case AV_PIX_FMT_YUVJ411P: PixelFormat(AV_PIX_FMT_YUV411P)
        default: self
        }
    }
}
