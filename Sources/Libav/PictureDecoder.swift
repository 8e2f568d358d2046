internal import CFFmpeg
internal import Logging

/// Decodes pictures that come as bytes instead of out of a container: the pieces of GIF and APNG animations, and the
/// items and samples of HEIC and AVIF files.
///
/// Parts of an HEVC picture that are lost to damage are 0 in all planes. An intact picture has such samples only if it is
/// in RGB or grey: in YCbCr, they are a green outside the RGB gamut.
///
/// Corresponds to `AVCodecContext` for decoding.
@safe public struct PictureDecoder: ~Copyable, @unchecked Sendable {
    // Sendable: the context has one owner and no thread of its own.
    private let context: UnsafeMutablePointer<AVCodecContext>
    // The context refers to this without owning it.
    private let log: ClipLog
    private let codec: Codec

    public enum Codec: Sendable {
        case gif, apng, hevc
        /// With libdav1d, which makes a picture of nearly everything.
        case av1
        /// With libaom, which refuses data that do not end where the picture does (AV1, 8.2.4).
        case strictAV1

        /// FFmpeg's name of the decoder.
        fileprivate var name: String {
            switch self {
            case .gif: "gif"
            case .apng: "apng"
            case .hevc: "hevc"
            case .av1: "libdav1d"
            case .strictAV1: "libaom-av1"
            }
        }

        /// Whether pictures may come out later than they went in, and in another order.
        fileprivate var reorders: Bool {
            switch self {
            case .gif, .apng: false
            case .hevc, .av1, .strictAV1: true
            }
        }

        /// The format's own name.
        public var formatName: String {
            switch self {
            case .gif: "GIF"
            case .apng: "APNG"
            case .hevc: "HEVC"
            case .av1, .strictAV1: "AV1"
            }
        }

        /// Whether this FFmpeg has the decoder.
        public var isAvailable: Bool { FFmpegBuild.hasDecoder(name) }
    }

    /// - Parameters:
    ///   - setup: what the codec must know before the first picture (`extradata`): APNG's chunks before its first
    ///     frame, or the content of `hvcC` or `av1C`.
    ///   - width: the width in the file's header; a larger picture is refused before memory is allocated for it.
    ///   - height: as `width`.
    ///   - threads: how many threads may work on one AV1 picture; the other decoders use one.
    /// - Throws: ``LibavError`` if this FFmpeg lacks the decoder or memory is short.
    public init(
        _ codec: Codec, setup: [UInt8] = [], width: Int, height: Int, threads: Int = 1
    ) throws(LibavError) {
        var policy = MediaPolicy.cameraRoll
        // FFmpeg compares the size after aligning it to blocks and vectors, which adds less than 128.
        policy.maximumPixels = (width + 128) * (height + 128)
        let log = ClipLog(logger: Logger(label: "picture") { _ in SwiftLogNoOpLogHandler() })
        let decoder = unsafe try DecoderContext.find(codec.name, policy)
        let context = unsafe try DecoderContext.open(decoder, policy, log) { (context) throws(LibavError) in
            // With frame threads, a picture would come out only after further packets went in.
            let usesThreads = codec == .av1 || codec == .strictAV1
            unsafe context.pointee.thread_count = usesThreads ? Int32(clamping: threads) : 1
            // Without errors, damaged HEVC would give a picture with holes. Some writers add the picture's checksum.
            if codec == .hevc {
                unsafe context.pointee.err_recognition = AV_EF_EXPLODE | AV_EF_CRCCHECK
                unsafe storymedia_use_blank_buffers(context)
            }
            unsafe try Self.set(setup, in: context)
        }
        unsafe self.context = context
        self.log = log
        self.codec = codec
    }

    deinit {
        var doomed: UnsafeMutablePointer<AVCodecContext>? = unsafe context
        unsafe avcodec_free_context(&doomed)
    }

    /// FFmpeg's last log line, for an error message; nil if it logged nothing.
    public var lastLine: String? { log.lastLine }

    /// The meaning of the samples, as far as the setup gives it (`avcodec_open2` reads it).
    public var colorimetry: Colorimetry {
        unsafe Colorimetry(
            primaries: ColorPrimaries(rawValue: Int32(context.pointee.color_primaries.rawValue)),
            transfer: TransferFunction(rawValue: Int32(context.pointee.color_trc.rawValue)),
            matrix: ColorMatrix(rawValue: Int32(context.pointee.colorspace.rawValue)),
            range: ColorRange(rawValue: Int32(context.pointee.color_range.rawValue)) ?? .unspecified)
    }

    /// Decodes a picture that needs no other one, or the next picture of a GIF or APNG.
    ///
    /// - Throws: ``LibavError`` if the data are damaged or the codec's variant is not supported.
    ///
    /// Corresponds to `avcodec_send_packet` and `avcodec_receive_frame`.
    public mutating func decode(_ bytes: Span<UInt8>) throws(LibavError) -> Frame {
        defer { if codec.reorders { unsafe avcodec_flush_buffers(context) } }
        try send(bytes)
        if codec.reorders { try drain() }
        guard let frame = try receive() else { throw LibavError.invalidData("avcodec_receive_frame") }
        return frame
    }

    /// Sends the next picture of a sequence, in decoding order. The caller must first have taken all pictures with
    /// ``receive()``.
    ///
    /// - Throws: ``LibavError`` as ``decode(_:)`` does.
    public mutating func send(_ bytes: Span<UInt8>) throws(LibavError) {
        let packet = Packet()
        try LibavError.check(
            unsafe av_new_packet(packet.pointer, Int32(clamping: bytes.count)), "av_new_packet")
        unsafe bytes.withUnsafeBytes { source in
            guard let target = unsafe packet.pointer.pointee.data, let start = source.baseAddress else {
                return
            }
            unsafe UnsafeMutableRawPointer(target).copyMemory(from: start, byteCount: source.count)
        }
        try LibavError.check(unsafe avcodec_send_packet(context, packet.pointer), "avcodec_send_packet")
    }

    /// Tells the decoder that the sequence has ended.
    public mutating func drain() throws(LibavError) {
        try LibavError.check(unsafe avcodec_send_packet(context, nil), "avcodec_send_packet")
    }

    /// The next picture of a sequence, in presentation order; nil if the decoder needs more data first, or is finished.
    public mutating func receive() throws(LibavError) -> Frame? {
        let frame = Frame()
        let result = unsafe avcodec_receive_frame(context, frame.pointer)
        if result == storymedia_AVERROR_EAGAIN || result == storymedia_AVERROR_EOF { return nil }
        try LibavError.check(result, "avcodec_receive_frame")
        return frame
    }

    private static func set(
        _ setup: [UInt8], in context: UnsafeMutablePointer<AVCodecContext>
    ) throws(LibavError) {
        if setup.isEmpty { return }
        // Bit readers may read past the end.
        guard let copy = unsafe av_mallocz(setup.count + Int(AV_INPUT_BUFFER_PADDING_SIZE)) else {
            throw LibavError.outOfMemory("av_mallocz")
        }
        unsafe setup.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            unsafe copy.copyMemory(from: start, byteCount: bytes.count)
        }
        unsafe context.pointee.extradata = copy.assumingMemoryBound(to: UInt8.self)
        unsafe context.pointee.extradata_size = Int32(clamping: setup.count)
    }
}
