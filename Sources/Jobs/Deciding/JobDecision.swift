/// What a store writes about a job after an event.
///
/// A store reads a job's ``JobStatus``, asks it for the decision on an event, and writes that. So all stores decide
/// alike, and tests check the decisions without a store.
///
/// The rest follows from the state: a job has a lease only while it is `running`, and an end time only while its state
/// is final.
public struct JobDecision: Hashable, Sendable {
    /// When the job may be claimed (``Job/runAt``).
    public enum Due: Hashable, Sendable {
        case unchanged
        case now
        /// After this duration, by a clock that no person sets.
        case after(Duration)
    }

    /// The job's new status.
    public var status: JobStatus
    public var due: Due
    /// A failure to add to the earlier ones.
    public var failure: JobFailure?

    public init(status: JobStatus, due: Due = .unchanged, failure: JobFailure? = nil) {
        self.status = status
        self.due = due
        self.failure = failure
    }
}

// MARK: The end of an attempt

extension JobStatus {
    /// The job is done, even if it was cancelled meanwhile (``JobStore/complete(_:result:)``).
    ///
    /// - Throws: ``IllegalTransition`` if the job is not running. The same holds for all ends of an attempt.
    public func succeed() throws(IllegalTransition) -> JobDecision {
        try end(by: .succeeded)
    }

    /// The attempt has failed (``JobStore/fail(_:_:retryAfter:)``).
    ///
    /// - Parameter retryAfter: nil if no other attempt can help.
    public func fail(
        _ failure: JobFailure, retryAfter: Duration?
    ) throws(IllegalTransition) -> JobDecision {
        if isCancelRequested { return try end(by: .cancelled, failure: failure) }
        guard let retryAfter, attempt < maxAttempts else { return try end(by: .gaveUp, failure: failure) }
        return try end(by: .failed, due: .after(max(.zero, retryAfter)), failure: failure)
    }

    /// The runner has released the job (``JobStore/release(_:)``). The job keeps its place in the order.
    public func release() throws(IllegalTransition) -> JobDecision {
        try uncounted.end(by: isCancelRequested ? .cancelled : .released)
    }

    /// The runner has stopped on request (``JobStore/confirmCancel(_:)``).
    public func confirmCancel() throws(IllegalTransition) -> JobDecision {
        try end(by: .cancelled)
    }

    /// The runner is lost (``JobStore/rescue(_:)``).
    ///
    /// - Parameters:
    ///   - failure: describes the loss.
    ///   - losses: the weight of all losses of the job (``Job/losses``), including this one.
    public func lose(
        _ failure: JobFailure, losses: Int, _ policy: RetryPolicy,
        using generator: inout some RandomNumberGenerator
    ) throws(IllegalTransition) -> JobDecision {
        if isCancelRequested { return try uncounted.end(by: .cancelled, failure: failure) }
        if losses >= policy.maxLosses { return try uncounted.end(by: .gaveUp, failure: failure) }
        guard let delay = policy.delay(afterLosses: losses, using: &generator) else {
            return try uncounted.end(by: .released, failure: failure)
        }
        return try uncounted.end(by: .failed, due: .after(delay), failure: failure)
    }

    /// The same status, without counting the running attempt.
    private var uncounted: JobStatus {
        var status = self
        if state == .running { status.attempt -= 1 }
        return status
    }

    private func end(
        by event: JobEvent, due: JobDecision.Due = .unchanged, failure: JobFailure? = nil
    ) throws(IllegalTransition) -> JobDecision {
        guard state == .running else { throw IllegalTransition(from: state, event: event) }
        var status = self
        try status.state.apply(event)
        return JobDecision(status: status, due: due, failure: failure)
    }
}

// MARK: Decisions from outside

extension JobStatus {
    /// Cancels the job (``JobStore/cancel(_:forgetsReference:)``).
    ///
    /// - Returns: nil if the job has already ended and nothing changes.
    public func cancel() -> JobDecision? {
        if state.isFinal { return nil }
        var status = self
        status.isCancelRequested = true
        // A running job ends only when its runner has stopped.
        if state != .running { status.state = .cancelled }
        return JobDecision(status: status)
    }

    /// Asks for another attempt (``JobStore/retry(_:)``). A job without attempts left gets one more.
    ///
    /// - Throws: ``IllegalTransition`` if the job is available, running or completed.
    public func retry() throws(IllegalTransition) -> JobDecision {
        var status = self
        try status.state.apply(.retried)
        status.isCancelRequested = false
        status.maxAttempts = max(maxAttempts, attempt + 1)
        return JobDecision(status: status, due: .now)
    }
}
