internal import CFFmpeg

/// Opens decoders. No other type does, so the policy's list and limits apply to all decoding.
enum DecoderContext {
    /// The decoder with a name.
    ///
    /// - Throws: ``LibavError`` if FFmpeg has no decoder of that name, or the policy does not list it.
    static func find(_ name: String, _ policy: MediaPolicy) throws(LibavError) -> UnsafePointer<AVCodec> {
        guard policy.allows(decoder: name), let codec = unsafe avcodec_find_decoder_by_name(name) else {
            throw LibavError(code: storymedia_AVERROR_DECODER_NOT_FOUND, call: "avcodec_find_decoder_by_name")
        }
        return unsafe codec
    }

    /// Opens a decoder.
    ///
    /// - Parameter configure: sets what the decoder must know about its stream.
    /// - Throws: ``LibavError`` if the stream's header is damaged, or if FFmpeg itself finds that the policy does not
    ///   list the decoder.
    ///
    /// Corresponds to `avcodec_open2`.
    static func open(
        _ codec: UnsafePointer<AVCodec>, _ policy: MediaPolicy, _ log: ClipLog?,
        _ configure: (UnsafeMutablePointer<AVCodecContext>) throws(LibavError) -> Void
    ) throws(LibavError) -> UnsafeMutablePointer<AVCodecContext> {
        guard let context = unsafe avcodec_alloc_context3(codec) else {
            throw LibavError.outOfMemory("avcodec_alloc_context3")
        }
        do throws(LibavError) {
            unsafe context.pointee.opaque = log?.opaque
            unsafe try configure(context)
            unsafe context.pointee.max_pixels = Int64(policy.maximumPixels)
            var options = OptionDictionary([:])
            if !policy.isUnrestricted {
                options.set("codec_whitelist", policy.decoders.joined(separator: ","))
            }
            try LibavError.check(unsafe avcodec_open2(context, codec, &options.pointer), "avcodec_open2")
        } catch {
            var doomed: UnsafeMutablePointer<AVCodecContext>? = unsafe context
            unsafe avcodec_free_context(&doomed)
            throw error
        }
        return unsafe context
    }
}
