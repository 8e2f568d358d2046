public import Jobs

/// What happens to the jobs of a queue while a ``StoryWorker`` works it.
public enum WorkEvent: Sendable {
    /// An attempt begins.
    case claimed(Job)
    /// What happens on the way to a job's story: facts, plan, progress, and how it ends.
    case story(JobID, IngestEvent)
    /// A running job was told to stop.
    case stopping(JobID, StopReason)
    /// The attempt has ended, and the job is done.
    case finished(JobID)
    /// The attempt has failed, and the job will be tried again.
    case retrying(JobID)
    /// The attempt has failed, and the job has failed for good.
    case failed(JobID)
    /// The job was cancelled while it ran.
    case cancelled(JobID)
    /// The attempt was ended before its time and does not count; the job will be run again.
    case released(JobID)
    /// The attempt has ended after losing its lease. Another runner decides what happens to the job.
    case lost(JobID)
    /// Jobs were taken over from processes that are gone.
    case rescued([JobID])
    /// A job has ended, but its upload cannot be moved out of `failed/`; a sentence says why.
    case uploadStays(JobID, reason: String)
    /// The queue failed. The worker goes on if that may help. A lasting failure is repeated from time to time.
    case queueFailed(JobStoreError)
    /// The reader of the events was so slow that this many were dropped, oldest first.
    case missed(Int)
}

extension WorkEvent {
    init(_ event: RunnerEvent) {
        switch event {
        case .started(let job): self = .claimed(job)
        case .stopping(let job, let reason): self = .stopping(job, reason)
        case .ended(let job, .completed): self = .finished(job)
        case .ended(let job, .retryable): self = .retrying(job)
        case .ended(let job, .discarded): self = .failed(job)
        case .ended(let job, .cancelled): self = .cancelled(job)
        case .ended(let job, .available), .ended(let job, .scheduled), .ended(let job, .running):
            self = .released(job)
        case .lost(let job): self = .lost(job)
        case .rescued(let jobs): self = .rescued(jobs)
        case .storeFailed(let error): self = .queueFailed(error)
        }
    }

    /// The state of the job whose attempt has ended; nil for other events.
    public var endState: JobState? {
        switch self {
        case .finished: .completed
        case .retrying: .retryable
        case .failed: .discarded
        case .cancelled: .cancelled
        case .released: .available
        case .claimed, .story, .stopping, .lost, .rescued, .uploadStays, .queueFailed, .missed: nil
        }
    }

    /// The job that the event is about; nil if it is about several or none.
    public var job: JobID? {
        switch self {
        case .claimed(let job): job.id
        case .story(let job, _), .stopping(let job, _), .finished(let job), .retrying(let job),
            .failed(let job), .cancelled(let job), .released(let job), .lost(let job),
            .uploadStays(let job, _):
            job
        case .rescued, .queueFailed, .missed: nil
        }
    }
}

extension WorkEvent: BufferedEvent {
    public var replaces: JobID? {
        if case .story(let job, .progress) = self { job } else { nil }
    }
}
