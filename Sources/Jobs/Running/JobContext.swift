internal import Threading

/// A running job's connection to its runner.
///
/// When the job is told to stop, its task is cancelled, too; that does not affect the calls here.
public final class JobContext: Sendable {
    /// How many threads the job may use.
    public let threads: Int
    /// The claim under which the job writes to the store.
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
        var hasEnded = false
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

    /// Why the job must stop; nil if it need not.
    public var stopReason: StopReason? {
        state.withLock { $0.stopReason }
    }

    /// Calls `handler` once when the job is told to stop, or at once if it already was. `handler` must not block.
    public func onStop(_ handler: @escaping @Sendable (StopReason) -> Void) {
        let reason = state.withLock { state in
            if state.stopReason == nil { state.handlers.append(handler) }
            return state.stopReason
        }
        if let reason { handler(reason) }
    }

    /// Tells the job to stop. A lost claim replaces an earlier reason, since it forbids more, but the handlers hear
    /// only the first reason.
    func stop(_ reason: StopReason) {
        let handlers = state.withLock { state in
            let isFirst = state.stopReason == nil
            guard !state.hasEnded,
                isFirst || (reason == .claimLost && state.stopReason != .claimLost)
            else {
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

    /// Ends the work of the attempt: nothing is left to stop. A claim that is found to be lost from now on is the one
    /// that the attempt's own end has given up.
    func end() {
        state.withLock { state in
            state.hasEnded = true
            state.handlers = []
        }
    }

    // MARK: Progress and steps

    /// Reports the job's progress. Cheap to call often: a report within a second of the last one is dropped.
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
                // Lost progress harms no job. Only its end must be written.
                if error.code == .claimLost { stop(.claimLost) } else { onEvent(.storeFailed(error)) }
            }
        }
    }

    /// The output of a step that an earlier attempt finished; nil if none finished it.
    public func output(of step: String) -> String? {
        steps[step]
    }

    /// Records that a step is finished, so that another attempt can skip it.
    public func finish(step: String, output: String) async throws(JobStoreError) {
        try await calls.run { [store, claim] () throws(JobStoreError) in
            try store.finish(step: step, output: output, for: claim)
        }
    }

    /// Does something that a runner must not do after losing its claim, such as publishing files. On what can happen
    /// while `body` runs, see ``JobStore/withClaim(_:_:)``.
    ///
    /// - Throws: ``JobStoreError/Code/claimLost`` if `body` was not run; what `body` throws.
    public func withClaim<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
        try await calls.run { [store, claim] in try store.withClaim(claim, body) }
    }
}
