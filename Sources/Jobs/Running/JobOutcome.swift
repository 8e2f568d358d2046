/// How an attempt ended.
public enum JobOutcome: Hashable, Sendable {
    case completed(result: String)
    /// - Parameters:
    ///   - code: a stable word for programs.
    ///   - message: a sentence for a person.
    ///   - canRetry: whether the same job may succeed later without anyone changing it.
    ///   - isCrash: whether the attempt's process died or went silent, instead of saying what was wrong.
    case failed(code: String, message: String, canRetry: Bool, isCrash: Bool = false)
    /// It was let go of because the runner wanted it to; the attempt does not count. Where the runner
    /// goes on, the job is run again at once.
    case interrupted
    /// It was stopped because the job was cancelled.
    case cancelled
}

/// Why a running job is to stop as soon as it can.
public enum StopReason: Hashable, Sendable {
    /// It was cancelled: answer ``JobOutcome/cancelled``.
    case cancelRequested
    /// The runner is to end: answer ``JobOutcome/interrupted``.
    case shutdown
    /// Another runner may own it, now or soon: publish nothing, and answer ``JobOutcome/interrupted``.
    case claimLost
}
