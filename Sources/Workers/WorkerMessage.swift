public import Conformance
public import Logging
public import Probing
public import Transcoding

/// What a worker tells its parent.
///
/// The parent believes nothing of it before ``AnswerCheck`` has looked at it.
public enum WorkerMessage: Hashable, Sendable, Codable {
    /// How far it has come, where the caller does not want to know what it found on the way.
    case reached(MediaError.Stage)
    case probed(file: String, MediaInfo)
    case inspected(Inspection)
    case reviewed([SlideReview])
    /// It has found a place at which a clip is divided, counted in frames of the clip.
    case divided(frame: Int)
    case planned([ExportPlan])
    /// It needs these files to write. The parent answers with one descriptor for each, in their order.
    case wants([StagedFile])
    case progress(SlideProgress)
    /// The slide's files are written.
    case made(RenderedSlide)
    /// The preview's picture is written.
    case previewed(DrawnPreview)
    /// What finished outputs turned out to be, in the order's order.
    case verified([OutputFacts])
    /// Attempts to break out, by name: whether each was held.
    case tested([String: Bool])
    /// One of FFmpeg's lines.
    case log(Logger.Level, String)
    /// The last message of a worker that failed.
    case failed(MediaError)
    /// The last message of a worker that did not.
    case finished
}
