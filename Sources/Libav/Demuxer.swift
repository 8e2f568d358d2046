internal import CFFmpeg
public import Threading

/// Reads the packets of a container.
///
/// Belongs to the task that opened it. Any call may block on the file.
///
/// Corresponds to `AVFormatContext` for reading.
@safe public struct Demuxer: ~Copyable {
    /// How much to read to learn about the streams.
    public enum Inspection: Sendable {
        /// The header, plus decoding a little of every stream: 5 MB and 5 s at most.
        case thorough
        /// The same, but only the headers of H.264 and HEVC if they contain everything that a decoder needs. For
        /// callers that decode a picture anyway, which takes tens of milliseconds.
        case withoutPictures
        /// Only the header in containers whose header contains everything that a decoder needs (MP4, Matroska).
        /// Decoding a picture just to learn its size again would cost tens of milliseconds.
        case brief
    }

    let context: UnsafeMutablePointer<AVFormatContext>
    // The context refers to all three without owning them.
    private let input: InputContext
    private let log: ClipLog?
    private let cancellation: CancellationToken?

    /// Opens a file and reads as much of it as necessary to know its streams.
    ///
    /// - Parameters:
    ///   - format: the demuxer's name, if the content is already recognised; otherwise FFmpeg guesses among those that
    ///     `policy` lists.
    ///   - inspection: how much to read to learn about the streams.
    /// - Throws: ``LibavError`` if the file cannot be read, is damaged, or the policy forbids it.
    ///
    /// Corresponds to `avformat_open_input` and `avformat_find_stream_info`.
    public init(
        _ file: MediaFile, format: String? = nil, policy: MediaPolicy = .cameraRoll,
        log: ClipLog? = nil, cancellation: CancellationToken? = nil, inspection: Inspection = .thorough
    ) throws(LibavError) {
        let demuxer = unsafe try Self.find(format, policy)
        let input = try InputContext(file, cancellation)
        guard let allocated = unsafe avformat_alloc_context() else {
            throw LibavError.outOfMemory("avformat_alloc_context")
        }
        var context: UnsafeMutablePointer<AVFormatContext>? = unsafe allocated
        unsafe allocated.pointee.opaque = log?.opaque
        unsafe allocated.pointee.pb = input.pointer
        unsafe allocated.pointee.flags |= AVFMT_FLAG_CUSTOM_IO
        if let cancellation { unsafe allocated.pointee.interrupt_callback = cancellation.callback }
        if !policy.isUnrestricted {
            // FFmpeg would use this callback to open playlists and references to other files.
            unsafe allocated.pointee.io_open = { _, _, _, _, _ in storymedia_AVERROR_EPERM }
        }
        var options = Self.options(policy)
        // On failure FFmpeg frees the context itself. FFmpeg gets no file name that it could interpret.
        let name = policy.isUnrestricted ? file.name : nil
        let opening = unsafe avformat_open_input(&context, name, demuxer, &options.pointer)
        guard let opened = unsafe context else {
            try input.check(opening, "avformat_open_input")
            throw LibavError.outOfMemory("avformat_open_input")
        }
        let headerIsComplete = unsafe Self.headerIsComplete(opened)
        let result =
            unsafe inspection == .brief && headerIsComplete
            ? 0
            : Self.findStreamInfo(
                opened, policy, decodesPictures: inspection == .thorough || !headerIsComplete)
        do throws(LibavError) {
            try input.check(result, "avformat_find_stream_info")
        } catch {
            unsafe avformat_close_input(&context)
            throw error
        }
        unsafe self.context = opened
        self.input = input
        self.log = log
        self.cancellation = cancellation
    }

    deinit {
        var doomed: UnsafeMutablePointer<AVFormatContext>? = unsafe context
        unsafe avformat_close_input(&doomed)
    }

    /// The demuxer's name, such as `mov,mp4,m4a,3gp,3g2,mj2`.
    public var formatName: String {
        guard let name = unsafe context.pointee.iformat?.pointee.name else { return "" }
        return unsafe String(cString: name)
    }

    /// The duration that the container states, in seconds; nil if it states none, even if FFmpeg guesses one from the
    /// size of the file.
    public var duration: Double? {
        let value = unsafe context.pointee.duration
        let isGuess = unsafe context.pointee.duration_estimation_method == AVFMT_DURATION_FROM_BITRATE
        return isGuess || value == storymedia_AV_NOPTS_VALUE || value <= 0
            ? nil : Double(value) / Double(AV_TIME_BASE)
    }

    /// When the container's clock starts, in seconds.
    public var startTime: Double {
        let value = unsafe context.pointee.start_time
        return value == storymedia_AV_NOPTS_VALUE ? 0 : Double(value) / Double(AV_TIME_BASE)
    }

    /// A container-wide tag.
    ///
    /// Corresponds to `av_dict_get`.
    public func tag(_ key: String) -> String? {
        unsafe Self.tag(key, in: context.pointee.metadata)
    }

    static func tag(_ key: String, in dictionary: OpaquePointer?) -> String? {
        guard let entry = unsafe av_dict_get(dictionary, key, nil, 0) else { return nil }
        return unsafe String(cString: entry.pointee.value)
    }

    /// The next packet of the streams that are kept; nil at the end.
    ///
    /// - Throws: ``LibavError`` if the file is damaged or cut off, or the cancellation token is cancelled.
    ///
    /// Corresponds to `av_read_frame`.
    public mutating func next() throws(LibavError) -> Packet? {
        let packet = Packet()
        let result = unsafe av_read_frame(context, packet.pointer)
        try input.check(result == storymedia_AVERROR_EOF ? 0 : result, "av_read_frame")
        if result == storymedia_AVERROR_EOF { return nil }
        return packet
    }

    /// Seeks to the last point at or before a time from which the stream can be decoded.
    ///
    /// Corresponds to `avformat_seek_file`.
    public mutating func seek(stream: Int, to time: Timestamp) throws(LibavError) {
        try input.check(
            unsafe avformat_seek_file(context, Int32(stream), Int64.min, time.count, time.count, 0),
            "avformat_seek_file")
    }

    /// Seeks to the last point from which a stream can be decoded.
    ///
    /// Corresponds to `avformat_seek_file`.
    public mutating func seekToEnd(stream: Int) throws(LibavError) {
        // Ten days. Some demuxers multiply the count, so it must be far below the largest integer.
        let count = 864_000 / timeBase(ofStream: stream).value
        let time = Timestamp(Int64(min(count, 0x1p50)), timeBase(ofStream: stream))
        try seek(stream: stream, to: time)
    }

    /// Keeps a single stream: packets of the others are neither read nor returned.
    public mutating func keepOnly(stream: Int) {
        for index in streamIndices where index != stream {
            unsafe streamPointer(index).pointee.discard = AVDISCARD_ALL
        }
    }

    /// Indices of all streams.
    public var streamIndices: Range<Int> { unsafe 0..<Int(context.pointee.nb_streams) }

    func streamPointer(_ index: Int) -> UnsafeMutablePointer<AVStream> {
        precondition(streamIndices.contains(index), "no stream \(index)")
        guard let streams = unsafe context.pointee.streams, let stream = unsafe streams[index] else {
            preconditionFailure("FFmpeg has fewer streams than it says")
        }
        return unsafe stream
    }

    /// The length, in seconds, of one tick of a stream's timestamps.
    public func timeBase(ofStream index: Int) -> Rational {
        unsafe Rational(streamPointer(index).pointee.time_base)
    }
}
