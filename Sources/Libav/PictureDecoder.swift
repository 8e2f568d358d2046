internal import CFFmpeg
internal import Logging

/// Decodes pictures that come as bytes and not out of a container: whole JPEG files, the pieces of
/// GIF and APNG animations.
///
/// Corresponds to `AVCodecContext` for decoding, with one picture for each packet.
@safe public struct PictureDecoder: ~Copyable, @unchecked Sendable {
    // Sendable: the context has one owner and no thread of its own.
    private let context: UnsafeMutablePointer<AVCodecContext>
    // The context refers to it without owning it.
    private let log: ClipLog

    public enum Codec: Sendable {
        case jpeg, gif, apng

        /// FFmpeg's name of the decoder.
        fileprivate var name: String {
            switch self {
            case .jpeg: "mjpeg"
            case .gif: "gif"
            case .apng: "apng"
            }
        }
    }

    /// - Parameters:
    ///   - setup: what the codec must know before the first picture; APNG's chunks before its first
    ///     frame (`extradata`).
    ///   - width: what the file's header says; a larger picture is refused before memory is taken
    ///     for it.
    ///   - height: as `width`.
    /// - Throws: ``LibavError`` where this FFmpeg lacks the decoder or memory is short.
    public init(_ codec: Codec, setup: [UInt8] = [], width: Int, height: Int) throws(LibavError) {
        var policy = MediaPolicy.cameraRoll
        // FFmpeg compares after it has aligned the size to blocks and vectors, by less than 128.
        policy.maximumPixels = (width + 128) * (height + 128)
        let log = ClipLog(logger: Logger(label: "picture") { _ in SwiftLogNoOpLogHandler() })
        let decoder = unsafe try DecoderContext.find(codec.name, policy)
        let context = unsafe try DecoderContext.open(decoder, policy, log) { (context) throws(LibavError) in
            // With frame threads a picture would come out only after further packets went in.
            unsafe context.pointee.thread_count = 1
            unsafe try Self.set(setup, in: context)
        }
        unsafe self.context = context
        self.log = log
    }

    deinit {
        var doomed: UnsafeMutablePointer<AVCodecContext>? = unsafe context
        unsafe avcodec_free_context(&doomed)
    }

    /// FFmpeg's last words, for an error message; nil where it said nothing.
    public var lastLine: String? { log.lastLine }

    /// Decodes one picture.
    ///
    /// - Throws: ``LibavError`` where the data is damaged or the codec's variant is not supported.
    ///
    /// Corresponds to `avcodec_send_packet` and `avcodec_receive_frame`.
    public mutating func decode(_ bytes: Span<UInt8>) throws(LibavError) -> Frame {
        let packet = Packet()
        try LibavError.check(
            unsafe av_new_packet(packet.pointer, Int32(clamping: bytes.count)), "av_new_packet")
        unsafe bytes.withUnsafeBytes { source in
            guard let target = unsafe packet.pointer.pointee.data, let start = source.baseAddress else {
                return
            }
            unsafe UnsafeMutableRawPointer(target).copyMemory(from: start, byteCount: source.count)
        }
        let sent = unsafe avcodec_send_packet(context, packet.pointer)
        try LibavError.check(sent, "avcodec_send_packet")
        let frame = Frame()
        let received = unsafe avcodec_receive_frame(context, frame.pointer)
        if received == storymedia_AVERROR_EAGAIN { throw LibavError.invalidData("avcodec_receive_frame") }
        try LibavError.check(received, "avcodec_receive_frame")
        return frame
    }

    private static func set(
        _ setup: [UInt8], in context: UnsafeMutablePointer<AVCodecContext>
    ) throws(LibavError) {
        if setup.isEmpty { return }
        // Bit readers may look past the end.
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
