internal import CFFmpeg

/// One of several passes of an encoder over the same frames.
public enum EncodingPass: Hashable, Sendable {
    /// The only pass: the rate factor alone decides.
    case only
    /// The rate factor decides, and the encoder records what each picture cost. The output is the same to the last bit
    /// as that of ``only``.
    case first(EncoderStatistics)
    /// Pictures have the same types as in the first pass, and share an average rate, in bit/s, by what they cost there.
    /// Runs on one thread, so it gives the same bytes each time.
    case second(EncoderStatistics, averageBitRate: Int)

    func set(_ options: inout OptionDictionary, constantRateFactor: Double) {
        switch self {
        case .only:
            options.set("crf", "\(constantRateFactor)")
        case .first(let statistics):
            options.set("crf", "\(constantRateFactor)")
            options.set("stats", statistics.path)
            // FFmpeg makes first passes rough, because it expects their output to be thrown away.
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
            // Where the maximum rate applies, x264 looks at how far its other threads are (frame_size_estimated,
            // encoder/ratecontrol.c), so no two runs are the same. In a second pass it always applies.
            unsafe context.pointee.thread_count = 1
        }
    }
}
