public import Conformance
public import Logging
public import Probing
public import Transcoding

/// A message from a worker to its parent.
///
/// The parent trusts no message before ``AnswerCheck`` has checked it.
public enum WorkerMessage: Hashable, Sendable, Codable {
    /// The worker has reached this stage. Sent instead of the facts that the caller does not want.
    case reached(MediaError.Stage)
    case probed(file: String, MediaInfo)
    case inspected(Inspection)
    case reviewed([SlideReview])
    /// The worker has found a place to divide a clip, counted in frames of the clip.
    case divided(frame: Int)
    case planned([ExportPlan])
    /// The worker needs these files to write. The parent replies with one descriptor for each, in this order.
    case wants([StagedFile])
    case progress(SlideProgress)
    /// The slide's files are written.
    case made(RenderedSlide)
    /// The preview's picture is written.
    case previewed(DrawnPreview)
    /// The facts about finished outputs, in the order of the request.
    case verified([OutputFacts])
    /// The attempts to break out of the confinement, by name, and whether each was blocked.
    case tested([String: Bool])
    /// A log line of FFmpeg.
    case log(Logger.Level, String)
    /// Failure. Always the last message.
    case failed(MediaError)
    /// Success. Always the last message.
    case finished
}
