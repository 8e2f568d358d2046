/// What a store writes of a job after an event.
///
/// A store reads a job's ``JobStatus``, asks it what an event makes of it, and writes the answer: all stores decide alike,
/// and what they decide is tested without one.
///
/// By the state a store knows the rest: a job has a lease while it is `running` only, and the time of its end while its
/// state is final only.
public struct JobDecision: Hashable, Sendable {
    /// When the job may be claimed (``Job/runAt``).
    public enum Due: Hashable, Sendable {
        case unchanged
        case now
        /// In so long, by a clock that no person sets.
        case after(Duration)
    }

    /// What the job is from now on.
    public var status: JobStatus
    public var due: Due
    /// To be noted with those before it.
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
    /// - Throws: ``IllegalTransition`` where it does not run; the same holds for all ends of an attempt.
    public func succeed() throws(IllegalTransition) -> JobDecision {
        try end(by: .succeeded)
    }

    /// The attempt has failed (``JobStore/fail(_:_:retryAfter:)``).
    ///
    /// - Parameter retryAfter: nil where no other attempt can help.
    public func fail(
        _ failure: JobFailure, retryAfter: Duration?
    ) throws(IllegalTransition) -> JobDecision {
        if isCancelRequested { return try end(by: .cancelled, failure: failure) }
        guard let retryAfter, attempt < maxAttempts else { return try end(by: .gaveUp, failure: failure) }
        return try end(by: .failed, due: .after(max(.zero, retryAfter)), failure: failure)
    }

    /// The runner has let go of the job (``JobStore/release(_:)``). It keeps its place in the order.
    public func release() throws(IllegalTransition) -> JobDecision {
        try uncounted.end(by: isCancelRequested ? .cancelled : .released)
    }

    /// The runner has stopped because it was asked to (``JobStore/confirmCancel(_:)``).
    public func confirmCancel() throws(IllegalTransition) -> JobDecision {
        try end(by: .cancelled)
    }

    /// The runner is lost (``JobStore/rescue(_:)``).
    ///
    /// - Parameters:
    ///   - failure: says how.
    ///   - losses: what the job's losses weigh together (``Job/losses``), this one included.
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

    /// The same where the attempt that runs does not count.
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
    /// The job is to end (``JobStore/cancel(_:forgetsReference:)``).
    ///
    /// - Returns: nil where it has ended, and nothing changes.
    public func cancel() -> JobDecision? {
        if state.isFinal { return nil }
        var status = self
        status.isCancelRequested = true
        // It has ended when its runner has stopped.
        if state != .running { status.state = .cancelled }
        return JobDecision(status: status)
    }

    /// Another attempt is asked for (``JobStore/retry(_:)``). Where the job has had all of them, it gets one more.
    ///
    /// - Throws: ``IllegalTransition`` where it is available, runs or is completed.
    public func retry() throws(IllegalTransition) -> JobDecision {
        var status = self
        try status.state.apply(.retried)
        status.isCancelRequested = false
        status.maxAttempts = max(maxAttempts, attempt + 1)
        return JobDecision(status: status, due: .now)
    }
}
