internal import CFFmpeg
internal import Threading

extension Demuxer {
    /// The demuxer with a name; nil without a name, so that FFmpeg guesses.
    ///
    /// - Throws: ``LibavError`` if FFmpeg has no demuxer of that name, or the policy does not list it.
    static func find(
        _ name: String?, _ policy: MediaPolicy
    ) throws(LibavError) -> UnsafePointer<AVInputFormat>? {
        guard let name else { return nil }
        guard policy.allows(demuxer: name), let format = unsafe av_find_input_format(name) else {
            throw LibavError(code: storymedia_AVERROR_DEMUXER_NOT_FOUND, call: "av_find_input_format")
        }
        return unsafe format
    }

    /// The options for `avformat_open_input`.
    static func options(_ policy: MediaPolicy) -> OptionDictionary {
        var options = OptionDictionary([
            "max_streams": "\(policy.maximumStreams)",
            "probesize": "5000000",
            "analyzeduration": "5000000",
        ])
        if policy.isUnrestricted { return options }
        options.set("format_whitelist", policy.demuxers.joined(separator: ","))
        options.set("codec_whitelist", policy.decoders.joined(separator: ","))
        // No protocol has this name, and an empty list would allow all of them.
        options.set("protocol_whitelist", "none")
        return options
    }

    /// Whether the header contains everything that a decoder needs.
    static func headerIsComplete(_ context: UnsafeMutablePointer<AVFormatContext>) -> Bool {
        guard let name = unsafe context.pointee.iformat?.pointee.name else { return false }
        return unsafe ["mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm"].contains(String(cString: name))
    }

    private static func allow(
        _ decoders: [String], _ context: UnsafeMutablePointer<AVFormatContext>
    ) -> Int32 {
        unsafe av_opt_set(context, "codec_whitelist", decoders.joined(separator: ","), 0)
    }

    /// Reads on until the streams are known.
    ///
    /// - Parameter decodesPictures: whether to decode H.264 and HEVC pictures, too.
    static func findStreamInfo(
        _ context: UnsafeMutablePointer<AVFormatContext>, _ policy: MediaPolicy, decodesPictures: Bool
    ) -> Int32 {
        if decodesPictures || policy.isUnrestricted { return unsafe findStreamInfo(context, policy) }
        // FFmpeg skips decoders that the demuxer's list lacks. If the list cannot be set, it stays empty, and FFmpeg
        // would use any decoder.
        let narrowed = unsafe allow(policy.decoders.filter { !["h264", "hevc"].contains($0) }, context)
        if narrowed < 0 { return narrowed }
        let result = unsafe findStreamInfo(context, policy)
        return unsafe result < 0 ? result : min(result, allow(policy.decoders, context))
    }

    /// FFmpeg decodes here before any of our decoders exists, so this call, too, must get the limits on decoding for
    /// each stream.
    private static func findStreamInfo(
        _ context: UnsafeMutablePointer<AVFormatContext>, _ policy: MediaPolicy
    ) -> Int32 {
        let count = unsafe Int(context.pointee.nb_streams)
        return unsafe withUnsafeTemporaryAllocation(of: OpaquePointer?.self, capacity: max(count, 1)) {
            options in
            for index in 0..<count {
                unsafe options.initializeElement(at: index, to: nil)
                unsafe av_dict_set(&options[index], "max_pixels", "\(policy.maximumPixels)", 0)
                unsafe av_dict_set(&options[index], "threads", "1", 0)
            }
            let result = unsafe avformat_find_stream_info(context, options.baseAddress)
            for index in 0..<count { unsafe av_dict_free(&options[index]) }
            return result
        }
    }
}
