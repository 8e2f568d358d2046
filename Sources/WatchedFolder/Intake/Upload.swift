internal import Files
internal import Jobs
internal import Probing

/// An upload that lies in the watched folder, and how far it is.
struct Upload {
    enum Phase {
        /// Has come, and may not be whole.
        case arriving(Readiness)
        /// Whole; its content is being read.
        case hashing
        /// Is to become a job.
        case hashed(UploadPayload)
        case queued(JobID)
        /// Will be no story, and has to be moved away.
        case refused(UploadRecord)
    }

    var path: RelativePath
    var identity: FileIdentity
    var phase: Phase
    /// Whether it was whole when it was looked into last, and in which state, where that was no longer fresh.
    var judgement: (status: FileStatus, completeness: Completeness)?
    /// The job of an earlier state, which is given up when the new one is queued.
    var formerJob: JobID?
    /// The content's hash, once it is known.
    var sha256: String?
    /// How long the text of the story is that it is to become.
    var storyBytes = 0
    /// The state of the story of its own with which it was queued.
    var sidecar: FileIdentity?
    /// When it was first seen to be whole.
    var wholeSince: ContinuousClock.Instant?
    /// A story of its own that cannot be used, and since when it has been as it is.
    var brokenStory: (identity: FileIdentity?, since: ContinuousClock.Instant)?
    /// Files that its story names and that are still to come, and since when it waits for them.
    var awaitedFiles: (paths: [RelativePath], since: ContinuousClock.Instant)?
    /// When it is to be looked at again.
    var nextLook: ContinuousClock.Instant
    /// What was last said about why it waits, so that it is said once.
    var saidReason: String?
    var isStalledSaid = false

    init(_ path: RelativePath, _ identity: FileIdentity, at now: ContinuousClock.Instant, isClosed: Bool) {
        self.path = path
        self.identity = identity
        phase = .arriving(Readiness(identity, at: now, isClosed: isClosed))
        nextLook = now
    }

    /// The job that it waits for.
    var job: JobID? { if case .queued(let job) = phase { job } else { nil } }

    var isArriving: Bool { if case .arriving = phase { true } else { false } }
}
