internal import CFFmpeg

/// Makes one full picture of each pair of fields.
///
/// Works with FFmpeg's `bwdif`, which weaves where nothing moves and interpolates where something
/// does (after BBC's and Weston's published work), and needs a frame before and after.
///
/// Corresponds to an `AVFilterGraph` of buffer, `bwdif` and buffersink.
@safe public struct Deinterlacer: ~Copyable {
    private let graph: UnsafeMutablePointer<AVFilterGraph>
    private let source: UnsafeMutablePointer<AVFilterContext>
    private let sink: UnsafeMutablePointer<AVFilterContext>

    /// - Parameters:
    ///   - frame: the first frame; all others must have its size and format.
    ///   - timeBase: the length of one count of the frames' timestamps, in seconds.
    /// - Throws: ``LibavError`` where FFmpeg lacks the filter or takes the format not.
    public init(like frame: borrowing Frame, timeBase: Rational) throws(LibavError) {
        guard let graph = unsafe avfilter_graph_alloc() else {
            throw LibavError.outOfMemory("avfilter_graph_alloc")
        }
        do throws(LibavError) {
            let aspect = frame.pixelAspect
            let source = unsafe try Self.create(
                "buffer",
                "width=\(frame.width):height=\(frame.height):pix_fmt=\(frame.format.rawValue)"
                    + ":time_base=\(timeBase):pixel_aspect=\(aspect)", in: graph)
            let filter = unsafe try Self.create(
                "bwdif", "mode=send_frame:parity=auto:deint=interlaced", in: graph)
            let sink = unsafe try Self.create("buffersink", "", in: graph)
            try LibavError.check(unsafe avfilter_link(source, 0, filter, 0), "avfilter_link")
            try LibavError.check(unsafe avfilter_link(filter, 0, sink, 0), "avfilter_link")
            try LibavError.check(unsafe avfilter_graph_config(graph, nil), "avfilter_graph_config")
            unsafe self.source = source
            unsafe self.sink = sink
            unsafe self.graph = graph
        } catch {
            var doomed: UnsafeMutablePointer<AVFilterGraph>? = unsafe graph
            unsafe avfilter_graph_free(&doomed)
            throw error
        }
    }

    deinit {
        var doomed: UnsafeMutablePointer<AVFilterGraph>? = unsafe graph
        unsafe avfilter_graph_free(&doomed)
    }

    private static func create(
        _ name: String, _ arguments: String, in graph: UnsafeMutablePointer<AVFilterGraph>
    ) throws(LibavError) -> UnsafeMutablePointer<AVFilterContext> {
        var context: UnsafeMutablePointer<AVFilterContext>?
        try LibavError.check(
            unsafe avfilter_graph_create_filter(
                &context, avfilter_get_by_name(name), name, arguments, nil, graph),
            "avfilter_graph_create_filter \(name)")
        guard let context = unsafe context else {
            throw LibavError.outOfMemory("avfilter_graph_create_filter \(name)")
        }
        return unsafe context
    }

    /// Hands over a frame.
    ///
    /// Corresponds to `av_buffersrc_add_frame`.
    public mutating func send(_ frame: consuming Frame) throws(LibavError) {
        try LibavError.check(unsafe av_buffersrc_add_frame(source, frame.pointer), "av_buffersrc_add_frame")
    }

    /// Says that no more frames come.
    public mutating func drain() throws(LibavError) {
        try LibavError.check(unsafe av_buffersrc_add_frame(source, nil), "av_buffersrc_add_frame")
    }

    /// The next progressive frame, if there is one.
    ///
    /// Corresponds to `av_buffersink_get_frame`.
    public mutating func receive() throws(LibavError) -> DecoderOutput {
        let frame = Frame()
        let result = unsafe av_buffersink_get_frame(sink, frame.pointer)
        if result == storymedia_AVERROR_EAGAIN { return .needsInput }
        if result == storymedia_AVERROR_EOF { return .finished }
        try LibavError.check(result, "av_buffersink_get_frame")
        return .frame(frame)
    }
}
