internal import CFFmpeg

/// A decoder's response to a request for a frame.
public enum DecoderOutput: ~Copyable, Sendable {
    case frame(Frame)
    /// Send another packet first (`AVERROR(EAGAIN)`).
    case needsInput
    /// Drained; nothing more will come (`AVERROR_EOF`).
    case finished
}

/// Turns the packets of one stream into frames.
///
/// Belongs to the task that opened it.
///
/// Corresponds to `AVCodecContext` for decoding.
@safe public struct Decoder: ~Copyable {
    private let context: UnsafeMutablePointer<AVCodecContext>
    // The context refers to this without owning it.
    private let log: ClipLog?

    /// Opens the decoder for a stream.
    ///
    /// - Parameters:
    ///   - threads: how many threads the codec may use; 0 for one per core. (FFmpeg's own default is one more, and each
    ///     holds a picture.)
    ///   - deblocks: whether to apply H.264's and HEVC's last filter. It changes how the pictures look, but neither
    ///     their number nor whether they count as damaged (`AVCodecContext.skip_loop_filter`).
    /// - Throws: ``LibavError`` if FFmpeg has no decoder for the stream, the policy does not list it, or its header is
    ///   damaged.
    public init(
        for demuxer: borrowing Demuxer, stream: Int, policy: MediaPolicy = .cameraRoll,
        threads: Int = 0, deblocks: Bool = true, log: ClipLog? = nil
    ) throws(LibavError) {
        guard let name = demuxer.decoderName(ofStream: stream, policy: policy) else {
            throw LibavError(code: storymedia_AVERROR_DECODER_NOT_FOUND, call: "avcodec_find_decoder")
        }
        let codec = unsafe try DecoderContext.find(name, policy)
        let stream = unsafe demuxer.streamPointer(stream)
        let context = unsafe try DecoderContext.open(codec, policy, log) { (context) throws(LibavError) in
            unsafe context.pointee.pkt_timebase = stream.pointee.time_base
            unsafe context.pointee.thread_count = threads > 0 ? Int32(threads) : av_cpu_count()
            if !deblocks { unsafe context.pointee.skip_loop_filter = AVDISCARD_ALL }
            try LibavError.check(
                unsafe avcodec_parameters_to_context(context, stream.pointee.codecpar),
                "avcodec_parameters_to_context")
        }
        unsafe self.context = context
        self.log = log
    }

    deinit {
        var doomed: UnsafeMutablePointer<AVCodecContext>? = unsafe context
        unsafe avcodec_free_context(&doomed)
    }

    /// Opens and closes the decoders for what phones record, because decoders build tables when they are first opened.
    public static func warmUp() {
        for name in ["h264", "hevc", "aac"] {
            guard
                let codec = unsafe try? DecoderContext.find(name, .cameraRoll),
                let context = unsafe try? DecoderContext.open(
                    codec, .cameraRoll, nil, { (context) in unsafe context.pointee.thread_count = 1 })
            else { continue }
            var doomed: UnsafeMutablePointer<AVCodecContext>? = unsafe context
            unsafe avcodec_free_context(&doomed)
        }
    }

    /// Sends a packet.
    ///
    /// - Returns: false if the decoder is full: receive its frames, then send the packet again.
    /// - Throws: ``LibavError`` if the data are damaged; the next packet may be intact.
    ///
    /// Corresponds to `avcodec_send_packet`.
    public mutating func send(_ packet: borrowing Packet) throws(LibavError) -> Bool {
        let result = unsafe avcodec_send_packet(context, packet.pointer)
        if result == storymedia_AVERROR_EAGAIN { return false }
        try LibavError.check(result, "avcodec_send_packet")
        return true
    }

    /// Tells the decoder that no more packets will come.
    public mutating func drain() throws(LibavError) {
        let result = unsafe avcodec_send_packet(context, nil)
        if result == storymedia_AVERROR_EOF { return }
        try LibavError.check(result, "avcodec_send_packet")
    }

    /// The next frame, if available.
    ///
    /// Corresponds to `avcodec_receive_frame`.
    public mutating func receive() throws(LibavError) -> DecoderOutput {
        let frame = Frame()
        let result = unsafe avcodec_receive_frame(context, frame.pointer)
        if result == storymedia_AVERROR_EAGAIN { return .needsInput }
        if result == storymedia_AVERROR_EOF { return .finished }
        try LibavError.check(result, "avcodec_receive_frame")
        return .frame(frame)
    }

    /// The name of the profile that the stream's headers have given so far, such as `Main 10`; nil if unknown.
    ///
    /// Corresponds to `avcodec_profile_name`.
    public var profileName: String? {
        guard let name = unsafe avcodec_profile_name(context.pointee.codec_id, context.pointee.profile) else {
            return nil
        }
        return unsafe String(cString: name)
    }

    /// Discards everything that was sent. Call it after a seek.
    ///
    /// Corresponds to `avcodec_flush_buffers`.
    public mutating func flush() {
        unsafe avcodec_flush_buffers(context)
    }
}
