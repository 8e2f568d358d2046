internal import Libav
public import Transcoding

/// What a worker is to do, as its parent tells it.
public struct WorkerRequest: Hashable, Sendable, Codable {
    /// How far to go.
    public enum Task: String, Hashable, Sendable, Codable {
        /// Say what the input is.
        case probe
        /// And what would be made of it.
        case plan
        /// And make it.
        case make
        /// And draw what one slide of it will look like.
        case preview
        /// Measure what a platform may mind about the input.
        case inspect
        /// Measure what a viewer may mind about the story.
        case review
        /// Read finished outputs back.
        case verify
        /// Try to break out of the confinement, with all that is known, and look at no file.
        case selfTest
    }

    public var task: Task
    public var request: IngestRequest
    /// How many threads each codec may use, 0 for one per core.
    public var threads: Int
    /// The names of the files that the worker gets, in the order of their descriptors.
    public var files: [String] = []
    /// What is to be verified, where that is the task.
    public var outputs: [FinishedOutput] = []
    /// The path of files in which an encoder notes what it needs for another pass; nil where it needs none.
    /// They exist already, by all names that ``EncoderStatistics`` has.
    public var statistics: String?
    /// Slides that an earlier attempt has made.
    public var madeSlides: Set<Int> = []
    /// What to draw, where that is the task.
    public var preview: PreviewOptions?
    public var containment: Containment
    /// Whether FFmpeg's lines are wanted.
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

    /// Which parts of FFmpeg the files may reach.
    var policy: MediaPolicy { containment.isListed ? .cameraRoll : .everything }
}
