internal import CFFmpeg

/// Which one of several runs of an encoder over the same frames it is.
public enum EncodingPass: Hashable, Sendable {
    /// There is no other: the rate factor decides alone.
    case only
    /// The rate factor decides, and what each picture cost is written down. The output is the same to the
    /// last bit as that of ``only``.
    case first(EncoderStatistics)
    /// The pictures are of the same types as in the first pass, and get their shares of an average rate, in
    /// bit/s, by what they cost there. On one thread, for the same bytes each time.
    case second(EncoderStatistics, averageBitRate: Int)

    func set(_ options: inout OptionDictionary, constantRateFactor: Double) {
        switch self {
        case .only:
            options.set("crf", "\(constantRateFactor)")
        case .first(let statistics):
            options.set("crf", "\(constantRateFactor)")
            options.set("stats", statistics.path)
            // FFmpeg makes first passes rough, since it expects them to be thrown away.
            options.set("fastfirstpass", "0")
        case .second(let statistics, _):
            options.set("stats", statistics.path)
        }
    }

    func configure(_ context: UnsafeMutablePointer<AVCodecContext>) {
        switch self {
        case .only: break
        case .first:
            unsafe context.pointee.flags |= AV_CODEC_FLAG_PASS1
        case .second(_, let averageBitRate):
            unsafe context.pointee.flags |= AV_CODEC_FLAG_PASS2
            unsafe context.pointee.bit_rate = Int64(averageBitRate)
            // Where the ceiling counts, x264 looks at what its other threads have done of their pictures so far
            // (frame_size_estimated, encoder/ratecontrol.c), so that no two runs are the same. In a second pass it
            // always counts.
            unsafe context.pointee.thread_count = 1
        }
    }
}
