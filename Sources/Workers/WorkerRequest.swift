internal import Libav
public import Transcoding

/// What a parent asks of a worker.
public struct WorkerRequest: Hashable, Sendable, Codable {
    /// How far the work goes.
    public enum Task: String, Hashable, Sendable, Codable {
        /// Report what the input is.
        case probe
        /// Also report what would be made of it.
        case plan
        /// Also make it.
        case make
        /// Plan it, and draw what one slide will look like.
        case preview
        /// Measure what a platform may mind about the input.
        case inspect
        /// Measure what a viewer may mind about the story.
        case review
        /// Read finished outputs back.
        case verify
        /// Make every known attempt to break out of the confinement, and look at no file.
        case selfTest
    }

    public var task: Task
    public var request: IngestRequest
    /// How many threads each codec may use, 0 for one per core.
    public var threads: Int
    /// The names of the files that the worker gets, in the order of their descriptors.
    public var files: [String] = []
    /// The outputs to verify, for that task.
    public var outputs: [FinishedOutput] = []
    /// The path of the files in which an encoder notes what it needs for another pass; nil if it needs none. The files
    /// exist already, under all names that ``EncoderStatistics`` has.
    public var statistics: String?
    /// Slides that an earlier attempt has made.
    public var madeSlides: Set<Int> = []
    /// What to draw, for that task.
    public var preview: PreviewOptions?
    public var containment: Containment
    /// Whether the caller wants FFmpeg's log lines.
    public var isVerbose: Bool

    public init(
        _ task: Task, _ request: IngestRequest, threads: Int = 0, containment: Containment = Containment(),
        isVerbose: Bool = false
    ) {
        self.task = task
        self.request = request
        self.threads = threads
        self.containment = containment
        self.isVerbose = isVerbose
    }

    /// The parts of FFmpeg that the files may reach.
    var policy: MediaPolicy { containment.isListed ? .cameraRoll : .everything }
}
