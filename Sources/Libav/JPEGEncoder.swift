internal import CFFmpeg

/// Writes a picture from an output as a JPEG file.
///
/// Corresponds to `AVCodecContext` with the encoder `mjpeg`.
public enum JPEGEncoder {
    /// Encodes a picture with BT.709's matrix in limited range.
    ///
    /// A JPEG file always has BT.601's matrix in full range (ITU-T T.871, 7), so the samples are converted.
    ///
    /// - Parameters:
    ///   - picture: planar 4:2:0 with 8 bits, of even size.
    ///   - quantizer: MJPEG's quantiser scale, from 1 (best) to 31 (worst); 3 gives about 400 kB for a full canvas.
    /// - Returns: the bytes of a JFIF file.
    /// - Throws: ``LibavError`` if memory is short or the encoder is not compiled in.
    public static func encode(
        _ picture: borrowing Frame, quantizer: Int = 3
    ) throws(LibavError) -> [UInt8] {
        var converted = try Frame(
            width: picture.width, height: picture.height, format: PixelFormat(AV_PIX_FMT_YUVJ420P))
        try convert(picture, into: &converted)
        guard let codec = unsafe avcodec_find_encoder(AV_CODEC_ID_MJPEG) else {
            throw LibavError(code: storymedia_AVERROR_ENCODER_NOT_FOUND, call: "avcodec_find_encoder")
        }
        var context = unsafe avcodec_alloc_context3(codec)
        defer { unsafe avcodec_free_context(&context) }
        guard let context = unsafe context else { throw LibavError.outOfMemory("avcodec_alloc_context3") }
        let lambda = Int32(quantizer) * FF_QP2LAMBDA
        unsafe context.pointee.width = Int32(picture.width)
        unsafe context.pointee.height = Int32(picture.height)
        unsafe context.pointee.pix_fmt = AV_PIX_FMT_YUVJ420P
        unsafe context.pointee.color_range = AVCOL_RANGE_JPEG
        unsafe context.pointee.time_base = AVRational(num: 1, den: 25)
        // Without this flag the encoder writes its version into a comment.
        unsafe context.pointee.flags |= AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT
        unsafe context.pointee.global_quality = lambda
        try LibavError.check(unsafe avcodec_open2(context, codec, nil), "avcodec_open2")
        unsafe converted.pointer.pointee.quality = lambda
        converted.pts = 0
        try LibavError.check(unsafe avcodec_send_frame(context, converted.pointer), "avcodec_send_frame")
        try LibavError.check(unsafe avcodec_send_frame(context, nil), "avcodec_send_frame")
        let packet = Packet()
        try LibavError.check(
            unsafe avcodec_receive_packet(context, packet.pointer), "avcodec_receive_packet")
        guard let data = unsafe packet.pointer.pointee.data else { return [] }
        return unsafe Array(UnsafeBufferPointer(start: data, count: packet.size))
    }

    /// swscale converts via RGB if the matrices differ.
    private static func convert(
        _ source: borrowing Frame, into target: inout Frame
    ) throws(LibavError) {
        let width = Int32(source.width)
        let height = Int32(source.height)
        let context = unsafe sws_getContext(
            width, height, source.format.avPixelFormat, width, height, target.format.avPixelFormat,
            storymedia_SWS_BICUBIC | storymedia_SWS_ACCURATE_RND | storymedia_SWS_FULL_CHR_H_INT
                | storymedia_SWS_FULL_CHR_H_INP, nil, nil, nil)
        guard let context = unsafe context else { throw LibavError.outOfMemory("sws_getContext") }
        defer { unsafe sws_freeContext(context) }
        try LibavError.check(
            unsafe sws_setColorspaceDetails(
                context, sws_getCoefficients(SWS_CS_ITU709), 0, sws_getCoefficients(SWS_CS_ITU601), 1,
                0, 1 << 16, 1 << 16),
            "sws_setColorspaceDetails")
        try LibavError.check(
            unsafe sws_scale_frame(context, target.pointer, source.pointer), "sws_scale_frame")
    }
}
