/// How an attempt ended.
public enum JobOutcome: Hashable, Sendable {
    case completed(result: String)
    /// - Parameters:
    ///   - code: a stable word for programs.
    ///   - message: a sentence for a person.
    ///   - remedies: what can be done about it, as text that this module does not read.
    ///   - canRetry: whether the same job may succeed later without anyone changing it.
    ///   - isCrash: whether the attempt's process died or fell silent instead of reporting what was wrong.
    case failed(
        code: String, message: String, remedies: String? = nil, canRetry: Bool, isCrash: Bool = false)
    /// The job was released because its runner asked for it; the attempt does not count. If the runner continues, the
    /// job runs again at once.
    case interrupted
    /// The job was stopped because it was cancelled.
    case cancelled
}

/// Why a running job must stop as soon as it can.
public enum StopReason: Hashable, Sendable {
    /// The job was cancelled. Return ``JobOutcome/cancelled``.
    case cancelRequested
    /// The runner is shutting down. Return ``JobOutcome/interrupted``.
    case shutdown
    /// Another runner may own the job, now or soon. Publish nothing, and return ``JobOutcome/interrupted``.
    case claimLost
}
