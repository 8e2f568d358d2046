internal import Files
internal import Jobs
internal import Probing
internal import StoryService

/// An upload that lies in the watched folder, and how far it has come.
struct Upload {
    enum Phase {
        /// It has appeared, but may not be whole.
        case arriving(Readiness)
        /// It is whole, and is being hashed.
        case hashing
        /// It is about to become a job.
        case hashed(UploadPayload)
        case queued(JobID)
        /// It will not become a story, and must be moved away.
        case refused(UploadRecord)
    }

    var path: RelativePath
    var identity: FileIdentity
    var phase: Phase
    /// The last judgement of whether it is whole, with the state that was judged; nil if the file was too fresh to keep
    /// it.
    var judgement: (status: FileStatus, completeness: Completeness)?
    /// The job of an earlier state. The watch gives it up when it has queued the new one.
    var formerJob: JobID?
    /// The content's hash, once it is known.
    var sha256: String?
    /// The size of the text of its story, in bytes.
    var storyBytes = 0
    /// The state of its own story when the upload was queued.
    var sidecar: FileIdentity?
    /// When the watch first found it whole.
    var wholeSince: ContinuousClock.Instant?
    /// The state of its own story if that is unusable, and since when it has been in that state.
    var brokenStory: (identity: FileIdentity?, since: ContinuousClock.Instant)?
    /// The missing files that its story names, and since when it waits for them.
    var awaitedFiles: (paths: [RelativePath], since: ContinuousClock.Instant)?
    /// When to look at it again.
    var nextLook: ContinuousClock.Instant
    /// The last reported reason for waiting. Kept so that each reason is reported once.
    var saidReason: String?
    var isStalledSaid = false

    init(_ path: RelativePath, _ identity: FileIdentity, at now: ContinuousClock.Instant, isClosed: Bool) {
        self.path = path
        self.identity = identity
        phase = .arriving(Readiness(identity, at: now, isClosed: isClosed))
        nextLook = now
    }

    /// The job that the upload waits for.
    var job: JobID? { if case .queued(let job) = phase { job } else { nil } }

    var isArriving: Bool { if case .arriving = phase { true } else { false } }
}
