public import Logging
public import Probing
public import Transcoding

/// What a worker reports on the way to its answer.
///
/// The host trusts no event before ``AnswerCheck`` has checked it. Each task has some of them.
public enum WorkerEvent: Hashable, Sendable, Codable {
    /// The worker has reached this stage.
    case reached(MediaError.Stage)
    /// The worker has found a place to divide a clip, counted in frames of the clip.
    case divided(frame: Int)
    case probed(file: String, MediaInfo)
    case planned([ExportPlan])
    /// The worker needs these files to write. The host replies with one descriptor for each, in this order.
    case wants([StagedFile])
    case progress(SlideProgress)
    /// The slide's files are written.
    case made(RenderedSlide)
    /// The file is written. The answer follows.
    case written(StagedFile)
    /// A log line of FFmpeg.
    case log(Logger.Level, String)
}
