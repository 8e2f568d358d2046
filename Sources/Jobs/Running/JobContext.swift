internal import Threading

/// What a running job may ask of its runner.
///
/// When the job is to stop, its task is cancelled as well; none of the calls here minds that.
public final class JobContext: Sendable {
    /// How many threads the job may use.
    public let threads: Int
    /// What its writes are done with.
    public let claim: Claim

    private let steps: [String: String]
    private let store: any JobStore
    private let calls: BlockingQueue
    private let onEvent: @Sendable (RunnerEvent) -> Void
    private let state = Lock(State())

    private struct State {
        var stopReason: StopReason?
        var handlers: [@Sendable (StopReason) -> Void] = []
        var lastReport: ContinuousClock.Instant?
    }

    init(
        job: Job, claim: Claim, threads: Int, store: any JobStore, calls: BlockingQueue,
        onEvent: @escaping @Sendable (RunnerEvent) -> Void
    ) {
        self.claim = claim
        self.threads = threads
        steps = Dictionary(job.steps.map { ($0.name, $0.output) }) { _, last in last }
        self.store = store
        self.calls = calls
        self.onEvent = onEvent
    }

    // MARK: Stopping

    /// Why the job is to stop; nil while it is not.
    public var stopReason: StopReason? {
        state.withLock { $0.stopReason }
    }

    /// Calls `handler` once when the job is to stop, at once where it is to stop already. It must not
    /// block.
    public func onStop(_ handler: @escaping @Sendable (StopReason) -> Void) {
        let reason = state.withLock { state in
            if state.stopReason == nil { state.handlers.append(handler) }
            return state.stopReason
        }
        if let reason { handler(reason) }
    }

    /// Tells the job to stop. A lost claim counts for more than what was said before, since it forbids
    /// more; the handlers hear the first reason only.
    func stop(_ reason: StopReason) {
        let handlers = state.withLock { state in
            let isFirst = state.stopReason == nil
            guard isFirst || (reason == .claimLost && state.stopReason != .claimLost) else {
                return [@Sendable (StopReason) -> Void]?.none
            }
            state.stopReason = reason
            defer { state.handlers = [] }
            return state.handlers
        }
        guard let handlers else { return }
        onEvent(.stopping(claim.job, reason))
        for handler in handlers { handler(reason) }
    }

    // MARK: Progress and steps

    /// Says how far the job is. Costs nothing to call often: what comes within a second of the last
    /// report is left out instead of waited for.
    public func report(_ progress: JobProgress) {
        let now = ContinuousClock.now
        let isDue = state.withLock { state in
            if let last = state.lastReport, now - last < .seconds(1) { return false }
            state.lastReport = now
            return true
        }
        guard isDue else { return }
        calls.enqueue { [self] in
            do throws(JobStoreError) {
                try store.report(progress, for: claim)
            } catch {
                // Lost progress harms no job; its end is what must be written.
                if error.code == .claimLost { stop(.claimLost) } else { onEvent(.storeFailed(error)) }
            }
        }
    }

    /// What a part of the job left in an attempt before this one; nil where it was not finished.
    public func output(of step: String) -> String? {
        steps[step]
    }

    /// Notes that a part is done, so that another attempt can skip it.
    public func finish(step: String, output: String) async throws(JobStoreError) {
        try await calls.run { [store, claim] () throws(JobStoreError) in
            try store.finish(step: step, output: output, for: claim)
        }
    }

    /// Does something that is forbidden once the claim is lost, such as giving files their names. On what can happen
    /// while `body` runs, see ``JobStore/withClaim(_:_:)``.
    ///
    /// - Throws: ``JobStoreError/Code/claimLost``, having done nothing; what `body` throws.
    public func withClaim<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
        try await calls.run { [store, claim] in try store.withClaim(claim, body) }
    }
}
