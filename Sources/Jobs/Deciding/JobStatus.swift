/// The part of a job on which decisions about it depend.
public struct JobStatus: Hashable, Sendable {
    public var state: JobState
    /// As ``Job/attempt``: 1 or more while the job is running.
    public var attempt: Int
    public var maxAttempts: Int
    public var isCancelRequested: Bool

    public init(state: JobState, attempt: Int, maxAttempts: Int, isCancelRequested: Bool) {
        self.state = state
        self.attempt = attempt
        self.maxAttempts = maxAttempts
        self.isCancelRequested = isCancelRequested
    }
}

extension Job {
    public var status: JobStatus {
        JobStatus(
            state: state, attempt: attempt, maxAttempts: maxAttempts, isCancelRequested: isCancelRequested)
    }
}
