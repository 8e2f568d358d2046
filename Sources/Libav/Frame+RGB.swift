internal import CFFmpeg

extension Frame {
    /// A copy of the picture in an RGB format: `rgba` or `rgb24`.
    ///
    /// Applies the matrix and range of the picture's ``colorimetry``, and leaves primaries and transfer function
    /// unchanged. Unsignalled values default to BT.601's matrix and limited range.
    ///
    /// - Throws: ``LibavError`` if swscale cannot convert between the formats or memory is short.
    ///
    /// Corresponds to `sws_scale_frame`.
    public func converted(toRGB target: PixelFormat) throws(LibavError) -> Frame {
        precondition(target.isRGB, "\(target) is not RGB")
        var result = try Frame(width: width, height: height, format: target)
        guard let context = unsafe sws_alloc_context() else {
            throw LibavError.outOfMemory("sws_alloc_context")
        }
        defer { unsafe sws_freeContext(context) }
        // Uses chroma in full resolution and exact rounding, because pictures are converted once, not 30 times a
        // second. Each thread converts its own rows, which does not affect the result.
        let flags =
            storymedia_SWS_BICUBIC | storymedia_SWS_FULL_CHR_H_INT | storymedia_SWS_FULL_CHR_H_INP
            | storymedia_SWS_ACCURATE_RND
        let options = [
            ("srcw", Int64(width)), ("srch", Int64(height)),
            ("src_format", Int64(format.withoutRangeInName.avPixelFormat.rawValue)),
            ("dstw", Int64(width)), ("dsth", Int64(height)),
            ("dst_format", Int64(target.avPixelFormat.rawValue)), ("sws_flags", Int64(flags)),
            ("threads", Int64(width * height < Self.samplesPerThread ? 1 : av_cpu_count())),
        ]
        for (name, value) in options {
            try LibavError.check(
                unsafe av_opt_set_int(UnsafeMutableRawPointer(context), name, value, 0), "av_opt_set_int")
        }
        try LibavError.check(unsafe sws_init_context(context, nil, nil), "sws_init_context")
        let isFull = format.isRGB || colorimetry.range == .full
        unsafe _ = sws_setColorspaceDetails(
            context, sws_getCoefficients(colorimetry.matrix.swscaleTable), isFull ? 1 : 0,
            sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, 1 << 16, 1 << 16)
        try LibavError.check(
            unsafe sws_scale_frame(context, result.pointer, pointer), "sws_scale_frame")
        result.colorimetry = Colorimetry(
            primaries: colorimetry.primaries, transfer: colorimetry.transfer, matrix: .rgb, range: .full)
        return result
    }

    /// Starting a thread takes longer than converting fewer samples.
    private static let samplesPerThread = 1 << 18
}

extension Frame {
    /// A copy of the picture with as many chroma samples as luma samples, in the same depth.
    ///
    /// - Precondition: the format is planar YCbCr.
    /// - Throws: ``LibavError`` if swscale cannot convert between the formats or memory is short.
    public func withFullChroma() throws(LibavError) -> Frame {
        let depth = format.bitDepth
        guard let target = PixelFormat(named: "yuv444p" + (depth > 8 ? "\(depth)le" : "")) else {
            throw LibavError.invalidData("av_get_pix_fmt")
        }
        var result = try Frame(width: width, height: height, format: target)
        var scaler = Scaler()
        try scaler.scale(self, into: &result)
        result.colorimetry = colorimetry
        return result
    }
}

extension ColorMatrix {
    /// swscale's number for the matrix; for matrices up to BT.2020 it equals that of H.273.
    fileprivate var swscaleTable: Int32 {
        switch self {
        case .bt709: SWS_CS_ITU709
        case .bt2020: SWS_CS_BT2020
        default: SWS_CS_ITU601
        }
    }
}
