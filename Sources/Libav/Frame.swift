internal import CFFmpeg

/// One decoded picture or run of audio samples.
///
/// Moving a frame moves its data. To read it in two places, make a second reference with ``reference()``; to write,
/// hold the only reference (``isWritable``).
///
/// Corresponds to `AVFrame`.
@safe public struct Frame: ~Copyable, @unchecked Sendable {
    // Sendable: the frame has one owner, and FFmpeg counts references to the data atomically. Read fields through the
    // pointer; never copy the struct out: sizeof(AVFrame) is not part of FFmpeg's ABI (libavutil/frame.h).
    let pointer: UnsafeMutablePointer<AVFrame>

    /// A frame without data.
    public init() {
        guard let pointer = unsafe av_frame_alloc() else { fatalError("out of memory") }
        unsafe self.pointer = pointer
    }

    /// A picture with its own buffer and undefined samples.
    ///
    /// - Throws: ``LibavError`` if the size is not positive, the format unknown or memory short.
    public init(width: Int, height: Int, format: PixelFormat) throws(LibavError) {
        self.init()
        unsafe pointer.pointee.width = Int32(clamping: width)
        unsafe pointer.pointee.height = Int32(clamping: height)
        unsafe pointer.pointee.format = format.rawValue
        try LibavError.check(unsafe av_frame_get_buffer(pointer, 0), "av_frame_get_buffer")
    }

    deinit {
        var doomed: UnsafeMutablePointer<AVFrame>? = unsafe pointer
        unsafe av_frame_free(&doomed)
    }

    /// A second reference to the same data.
    ///
    /// Corresponds to `av_frame_ref`.
    public func reference() throws(LibavError) -> Frame {
        let copy = Frame()
        try LibavError.check(unsafe av_frame_ref(copy.pointer, pointer), "av_frame_ref")
        return copy
    }

    /// A second reference to a part of the same picture.
    ///
    /// - Precondition: the rectangle lies within the picture, and its origin is on a whole chroma sample.
    ///
    /// Corresponds to `av_frame_apply_cropping`.
    public func cropped(to part: PixelRect) throws(LibavError) -> Frame {
        precondition(
            part.x >= 0 && part.y >= 0 && part.width > 0 && part.height > 0
                && part.x + part.width <= width && part.y + part.height <= height,
            "crop outside the picture")
        let view = try reference()
        unsafe view.pointer.pointee.crop_left = part.x
        unsafe view.pointer.pointee.crop_top = part.y
        unsafe view.pointer.pointee.crop_right = width - part.x - part.width
        unsafe view.pointer.pointee.crop_bottom = height - part.y - part.height
        try LibavError.check(
            unsafe av_frame_apply_cropping(view.pointer, Int32(AV_FRAME_CROP_UNALIGNED)),
            "av_frame_apply_cropping")
        return view
    }

    /// Whether no other reference to the data exists.
    ///
    /// Corresponds to `av_frame_is_writable`.
    public var isWritable: Bool { unsafe av_frame_is_writable(pointer) > 0 }

    /// Renames `yuvj420p` and similar formats to the same format without a range in its name.
    public mutating func dropRangeFromFormatName() {
        unsafe pointer.pointee.format = format.withoutRangeInName.rawValue
    }

    /// Relabels the three planes of `gbrp` and similar formats as luma and chroma, in the order in which they are
    /// coded. For pictures whose container knows better than their bitstream.
    public mutating func dropRGBFromFormatName() {
        guard let name = format.name, name.hasPrefix("gbrp") else { return }
        guard let planar = PixelFormat(named: "yuv444p" + name.dropFirst(4)) else { return }
        unsafe pointer.pointee.format = planar.rawValue
    }

    /// Width in pixels; 0 for sound.
    public var width: Int { unsafe Int(pointer.pointee.width) }
    /// Height in pixels; 0 for sound.
    public var height: Int { unsafe Int(pointer.pointee.height) }

    /// The layout of a picture's samples.
    public var format: PixelFormat { PixelFormat(rawValue: unsafe pointer.pointee.format) }

    /// Presentation time in the time base of the frame's producer; nil if it has none.
    public var pts: Int64? {
        get {
            let value = unsafe pointer.pointee.pts
            return value == storymedia_AV_NOPTS_VALUE ? nil : value
        }
        set { unsafe pointer.pointee.pts = newValue ?? storymedia_AV_NOPTS_VALUE }
    }

    /// The decoder's best guess at the presentation time if the stream has none.
    public var bestEffortPTS: Int64? {
        let value = unsafe pointer.pointee.best_effort_timestamp
        return value == storymedia_AV_NOPTS_VALUE ? pts : value
    }

    /// Duration in the time base of the packets; 0 if unknown.
    public var duration: Int64 { unsafe storymedia_frame_duration(pointer) }

    /// Whether the decoder found the data damaged.
    public var isCorrupt: Bool {
        unsafe pointer.pointee.flags & AV_FRAME_FLAG_CORRUPT != 0
            || pointer.pointee.decode_error_flags != 0
    }

    /// Whether the picture consists of two fields taken at different times.
    public var isInterlaced: Bool { unsafe storymedia_frame_is_interlaced(pointer) }

    /// Whether the picture can be decoded without others.
    public var isKeyFrame: Bool { unsafe storymedia_frame_is_key(pointer) }

    /// The shape of a pixel, width to height; 1/1 if not signalled.
    public var pixelAspect: Rational {
        let aspect = unsafe Rational(pointer.pointee.sample_aspect_ratio)
        return aspect.isKnown ? aspect : Rational(1, 1)
    }

    /// The meaning of the samples, as the bitstream signals it.
    public var colorimetry: Colorimetry {
        get {
            unsafe Colorimetry(
                primaries: ColorPrimaries(rawValue: Int32(pointer.pointee.color_primaries.rawValue)),
                transfer: TransferFunction(rawValue: Int32(pointer.pointee.color_trc.rawValue)),
                matrix: ColorMatrix(rawValue: Int32(pointer.pointee.colorspace.rawValue)),
                range: ColorRange(rawValue: Int32(pointer.pointee.color_range.rawValue)) ?? .unspecified)
        }
        set {
            unsafe pointer.pointee.color_primaries = AVColorPrimaries(UInt32(newValue.primaries.rawValue))
            unsafe pointer.pointee.color_trc =
                AVColorTransferCharacteristic(UInt32(newValue.transfer.rawValue))
            unsafe pointer.pointee.colorspace = AVColorSpace(UInt32(newValue.matrix.rawValue))
            unsafe pointer.pointee.color_range = AVColorRange(UInt32(newValue.range.rawValue))
        }
    }
}
