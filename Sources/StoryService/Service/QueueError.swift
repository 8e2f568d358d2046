public import Jobs

/// Why a call of a ``StoryQueue`` or a ``StoryWorker`` has failed.
public enum QueueError: Error, Hashable, Sendable {
    /// The queue cannot be opened, read or written.
    case unusable(JobStoreError)
    /// Inputs that cannot be read, as the submitter named them; nothing was submitted.
    case inputsMissing([String])
    case noSuchJob(JobID, in: QueueLocation)
    /// The job is running, may be claimed, or is done.
    case notRetryable(Job)

    /// One sentence for each reason: what is wrong and what to do.
    public var sentences: [String] {
        switch self {
        case .unusable(let error): [error.message]
        case .inputsMissing(let paths): paths.map { "\($0): There is no such file, or you may not read it." }
        case .noSuchJob(let id, let location): ["There is no job \(id) in the queue \(location)."]
        case .notRetryable(let job):
            [
                """
                Job \(job.id) is \(job.state): only a job that has failed, was cancelled or waits for a time can be \
                retried. To do its work anew, submit it without its key.
                """
            ]
        }
    }

    /// Whether the same call may succeed later without anyone changing anything.
    public var canRetry: Bool {
        switch self {
        case .unusable(let error): error.canRetry
        case .inputsMissing, .noSuchJob, .notRetryable: false
        }
    }
}

extension QueueError: CustomStringConvertible {
    public var description: String { sentences.joined(separator: " ") }
}
