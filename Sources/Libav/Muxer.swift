internal import CFFmpeg

/// Writes packets into an MP4 file that starts with its index and has no edit list.
///
/// There is no edit list because some players show edit lists wrongly, and some platforms forbid them. Instead, the
/// time stamps of both tracks start at 0. Composition offsets are negative (version 1 `ctts`, ISO/IEC 14496-12,
/// 8.6.1.3), so reordered pictures need no shift.
///
/// Belongs to the task that opened it. The file is complete only after ``finish()``.
///
/// Corresponds to `AVFormatContext` for writing.
@safe public struct Muxer: ~Copyable {
    private let context: UnsafeMutablePointer<AVFormatContext>
    // The context writes through this without owning it.
    private let file: OutputContext
    // The context refers to this without owning it.
    private let log: ClipLog?
    private var sourceTimeBases: [Rational] = []

    /// Empties a file to write into it.
    ///
    /// - Throws: ``LibavError`` if the file cannot be written.
    public init(_ output: MediaOutput, log: ClipLog? = nil) throws(LibavError) {
        try output.empty()
        let file = try OutputContext(output)
        var context: UnsafeMutablePointer<AVFormatContext>?
        try LibavError.check(
            unsafe avformat_alloc_output_context2(&context, nil, "mp4", nil), "avformat_alloc_output_context2"
        )
        guard let context = unsafe context else {
            throw LibavError.outOfMemory("avformat_alloc_output_context2")
        }
        unsafe context.pointee.opaque = log?.opaque
        // Keeps version strings out of the file, so that the same input gives the same bytes.
        unsafe context.pointee.flags |= AVFMT_FLAG_BITEXACT | AVFMT_FLAG_CUSTOM_IO
        unsafe context.pointee.pb = file.pointer
        unsafe OutputContext.allowReading(context)
        unsafe self.context = context
        self.file = file
        self.log = log
    }

    deinit {
        unsafe avformat_free_context(context)
    }

    /// Adds a stream for an encoder's packets.
    ///
    /// - Returns: the stream's index.
    public mutating func addStream(_ coded: CodedStream) throws(LibavError) -> Int {
        guard let stream = unsafe avformat_new_stream(context, nil) else {
            throw LibavError.outOfMemory("avformat_new_stream")
        }
        try LibavError.check(
            unsafe avcodec_parameters_copy(stream.pointee.codecpar, coded.parameters),
            "avcodec_parameters_copy")
        unsafe stream.pointee.time_base = coded.timeBase.avRational
        unsafe stream.pointee.avg_frame_rate = coded.frameRate.avRational
        sourceTimeBases.append(coded.timeBase)
        return unsafe Int(stream.pointee.index)
    }

    /// Writes the header. Call it after adding all streams and before writing the first packet.
    ///
    /// Corresponds to `avformat_write_header`.
    public mutating func start() throws(LibavError) {
        var options = OptionDictionary([
            "movflags": "faststart+negative_cts_offsets",
            "use_editlist": "0",
        ])
        try LibavError.check(
            unsafe avformat_write_header(context, &options.pointer), "avformat_write_header")
        let unknown = options.leftOver
        if !unknown.isEmpty {
            throw LibavError(
                code: storymedia_AVERROR_OPTION_NOT_FOUND,
                call: "avformat_write_header " + unknown.joined(separator: " "))
        }
    }

    /// Writes a packet, with its times in its encoder's time base.
    ///
    /// The packets of a stream must come in decoding order; the caller interleaves the streams.
    ///
    /// Corresponds to `av_write_frame`.
    public mutating func write(_ packet: consuming Packet, stream: Int) throws(LibavError) {
        packet.streamIndex = stream
        guard let target = unsafe context.pointee.streams[stream] else {
            preconditionFailure("no stream \(stream)")
        }
        unsafe av_packet_rescale_ts(
            packet.pointer, sourceTimeBases[stream].avRational, target.pointee.time_base)
        try LibavError.check(unsafe av_write_frame(context, packet.pointer), "av_write_frame")
    }

    /// Writes the index and all buffered data to the file.
    ///
    /// - Throws: ``LibavError`` if not all bytes could be written.
    ///
    /// Corresponds to `av_write_trailer`.
    public mutating func finish() throws(LibavError) {
        try LibavError.check(unsafe av_write_trailer(context), "av_write_trailer")
        try file.flush()
    }
}
