internal import CFFmpeg

/// An encoder's response to a request for a packet.
public enum EncoderOutput: ~Copyable, Sendable {
    case packet(Packet)
    /// Send another frame first (`AVERROR(EAGAIN)`).
    case needsInput
    /// Drained; nothing more will come (`AVERROR_EOF`).
    case finished
}

/// The settings for H.264.
public struct VideoEncoding: Hashable, Sendable {
    public var width: Int
    public var height: Int
    /// Frames per second; constant.
    public var frameRate: Int
    /// x264's preset, such as `veryfast`.
    public var preset: String
    /// x264's constant rate factor; a second pass has an average rate instead.
    public var constantRateFactor: Double
    /// Frames from one closed group of pictures to the next.
    public var groupOfPictures: Int
    /// In bit/s, over one second.
    public var maximumBitRate: Int
    /// 0 lets x264 choose.
    public var threads: Int
    /// Which of several passes over the same frames this is.
    public var pass = EncodingPass.only

    public init(
        width: Int, height: Int, frameRate: Int, preset: String, constantRateFactor: Double,
        groupOfPictures: Int, maximumBitRate: Int, threads: Int = 0
    ) {
        self.width = width
        self.height = height
        self.frameRate = frameRate
        self.preset = preset
        self.constantRateFactor = constantRateFactor
        self.groupOfPictures = groupOfPictures
        self.maximumBitRate = maximumBitRate
        self.threads = threads
    }
}

/// The settings for AAC-LC; always stereo.
public struct AudioEncoding: Hashable, Sendable {
    /// In Hz.
    public var sampleRate: Int
    /// In bit/s.
    public var bitRate: Int

    public init(sampleRate: Int, bitRate: Int) {
        self.sampleRate = sampleRate
        self.bitRate = bitRate
    }
}

/// Encodes frames into the packets of one stream.
///
/// Belongs to the task that opened it.
///
/// Corresponds to `AVCodecContext` for encoding.
@safe public struct Encoder: ~Copyable {
    let context: UnsafeMutablePointer<AVCodecContext>
    // The context refers to this without owning it.
    private let log: ClipLog?

    /// An H.264 High encoder for 8-bit 4:2:0 frames in BT.709, limited range.
    ///
    /// Groups of pictures are closed and of constant length. A scene change inside one gets intra blocks, not a key
    /// frame, because some platforms require groups of at least two seconds.
    ///
    /// - Throws: ``LibavError`` if FFmpeg was built without x264 or refuses the settings.
    public init(video: VideoEncoding, log: ClipLog? = nil) throws(LibavError) {
        var options = OptionDictionary([
            "preset": video.preset,
            "profile": "high",
            "sc_threshold": "0",
            "x264-params": "open-gop=0",
        ])
        video.pass.set(&options, constantRateFactor: video.constantRateFactor)
        let context = unsafe try Self.open("libx264", log, &options) { context in
            unsafe context.pointee.width = Int32(video.width)
            unsafe context.pointee.height = Int32(video.height)
            unsafe context.pointee.pix_fmt = AV_PIX_FMT_YUV420P
            unsafe context.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
            unsafe context.pointee.time_base = AVRational(num: 1, den: Int32(video.frameRate))
            unsafe context.pointee.framerate = AVRational(num: Int32(video.frameRate), den: 1)
            unsafe context.pointee.gop_size = Int32(video.groupOfPictures)
            unsafe context.pointee.keyint_min = Int32(video.groupOfPictures)
            unsafe context.pointee.rc_max_rate = Int64(video.maximumBitRate)
            unsafe context.pointee.rc_buffer_size = Int32(clamping: video.maximumBitRate)
            unsafe context.pointee.color_primaries = AVCOL_PRI_BT709
            unsafe context.pointee.color_trc = AVCOL_TRC_BT709
            unsafe context.pointee.colorspace = AVCOL_SPC_BT709
            unsafe context.pointee.color_range = AVCOL_RANGE_MPEG
            unsafe context.pointee.chroma_sample_location = AVCHROMA_LOC_LEFT
            unsafe context.pointee.thread_count = Int32(video.threads)
            unsafe video.pass.configure(context)
        }
        unsafe self.context = context
        self.log = log
    }

    /// An AAC-LC encoder for planar stereo float frames of ``frameSize`` samples.
    ///
    /// - Throws: ``LibavError`` if FFmpeg refuses the settings.
    public init(audio: AudioEncoding, log: ClipLog? = nil) throws(LibavError) {
        var options = OptionDictionary(["profile": "aac_low"])
        let context = unsafe try Self.open("aac", log, &options) { context in
            unsafe context.pointee.sample_fmt = AV_SAMPLE_FMT_FLTP
            unsafe context.pointee.sample_rate = Int32(audio.sampleRate)
            unsafe context.pointee.time_base = AVRational(num: 1, den: Int32(audio.sampleRate))
            unsafe context.pointee.bit_rate = Int64(audio.bitRate)
            unsafe av_channel_layout_default(&context.pointee.ch_layout, 2)
        }
        unsafe self.context = context
        self.log = log
    }

    private static func open(
        _ name: String, _ log: ClipLog?, _ options: inout OptionDictionary,
        _ configure: (UnsafeMutablePointer<AVCodecContext>) -> Void
    ) throws(LibavError) -> UnsafeMutablePointer<AVCodecContext> {
        guard let codec = unsafe avcodec_find_encoder_by_name(name) else {
            throw LibavError(
                code: storymedia_AVERROR_ENCODER_NOT_FOUND, call: "avcodec_find_encoder_by_name \(name)")
        }
        guard let context = unsafe avcodec_alloc_context3(codec) else {
            throw LibavError.outOfMemory("avcodec_alloc_context3")
        }
        unsafe context.pointee.opaque = log?.opaque
        // MP4 requires parameter sets in the header, not before each key frame.
        unsafe context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER
        unsafe configure(context)
        let result = unsafe avcodec_open2(context, codec, &options.pointer)
        let unknown = options.leftOver
        if result < 0 || !unknown.isEmpty {
            var doomed: UnsafeMutablePointer<AVCodecContext>? = unsafe context
            unsafe avcodec_free_context(&doomed)
            throw LibavError(
                code: result < 0 ? result : storymedia_AVERROR_OPTION_NOT_FOUND,
                call: (["avcodec_open2", name] + unknown).joined(separator: " "))
        }
        return unsafe context
    }

    deinit {
        var doomed: UnsafeMutablePointer<AVCodecContext>? = unsafe context
        unsafe avcodec_free_context(&doomed)
    }

    /// The length, in seconds, of one tick of the frames' and packets' timestamps.
    public var timeBase: Rational { unsafe Rational(context.pointee.time_base) }

    /// How many samples a sound frame must have; the last one may have fewer.
    public var frameSize: Int { unsafe Int(context.pointee.frame_size) }

    /// Sends a frame, with its time in ``timeBase``.
    ///
    /// The caller must first have taken all packets with ``receive()``.
    ///
    /// Corresponds to `avcodec_send_frame`.
    public mutating func send(_ frame: consuming Frame) throws(LibavError) {
        // A frame fresh from a decoder still carries the picture type that it was coded with, and x264 would obey it.
        unsafe frame.pointer.pointee.pict_type = AV_PICTURE_TYPE_NONE
        try LibavError.check(unsafe avcodec_send_frame(context, frame.pointer), "avcodec_send_frame")
    }

    /// Tells the encoder that no more frames will come.
    public mutating func drain() throws(LibavError) {
        try LibavError.check(unsafe avcodec_send_frame(context, nil), "avcodec_send_frame")
    }

    /// The next packet, if available.
    ///
    /// Corresponds to `avcodec_receive_packet`.
    public mutating func receive() throws(LibavError) -> EncoderOutput {
        let packet = Packet()
        let result = unsafe avcodec_receive_packet(context, packet.pointer)
        if result == storymedia_AVERROR_EAGAIN { return .needsInput }
        if result == storymedia_AVERROR_EOF { return .finished }
        try LibavError.check(result, "avcodec_receive_packet")
        return .packet(packet)
    }
}
