public import Logging
public import Transcoding

/// What a worker tells its parent.
public enum WorkMessage: Hashable, Sendable, Codable {
    /// How far it has come, where nobody wants to know of what it found on the way.
    case reached(MediaError.Stage)
    case probed(file: String, MediaInfo)
    case inspected(Inspection)
    case reviewed([SlideReview])
    case planned([ExportPlan])
    case progress(IngestEvent.Progress)
    /// The slide's files are in the workshop.
    case made(MadeSlide)
    /// The preview's picture is in the workshop.
    case previewed(DrawnPreview)
    /// Attempts to break out, by name: whether each was held.
    case tested([String: Bool])
    /// One of FFmpeg's lines.
    case log(Logger.Level, String)
    /// The last message of a worker that failed.
    case failed(MediaError)
    /// The last message of a worker that did not.
    case finished
}
