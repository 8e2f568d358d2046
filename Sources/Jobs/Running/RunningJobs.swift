internal import Threading

/// The jobs that a runner has claimed and not yet ended, shared by its threads.
final class RunningJobs: Sendable {
    private struct Entry {
        let context: JobContext
        /// No other runner can claim the job before this time.
        var leaseEnd: ContinuousClock.Instant
    }

    private struct State {
        var entries: [Claim: Entry] = [:]
        var isStopping = false
    }

    private let slots: Int
    private let state = Lock(State())
    private let news = Bell()
    /// The changes on which the thread that needs the news may be waiting.
    private let changes: Lock<(any JobStoreChanges)?> = Lock(nil)

    init(slots: Int) {
        self.slots = slots
    }

    /// Lets news also end waits for changes of the store.
    func tell(_ changes: any JobStoreChanges) {
        self.changes.withLock { $0 = changes }
    }

    private func tellNews() {
        news.ring()
        changes.withLock { $0 }?.wakeUp()
    }

    var freeSlots: Int { state.withLock { slots - $0.entries.count } }
    var claims: [Claim] { state.withLock { Array($0.entries.keys) } }
    var isStopping: Bool { state.withLock { $0.isStopping } }

    /// Nil if none of these jobs has the claim.
    func leaseEnd(_ claim: Claim) -> ContinuousClock.Instant? {
        state.withLock { $0.entries[claim]?.leaseEnd }
    }

    func add(_ contexts: [JobContext], leaseEnd: ContinuousClock.Instant) {
        let isStopping = state.withLock { state in
            for context in contexts {
                state.entries[context.claim] = Entry(context: context, leaseEnd: leaseEnd)
            }
            return state.isStopping
        }
        if isStopping { for context in contexts { context.stop(.shutdown) } }
    }

    func remove(_ claim: Claim) {
        state.withLock { _ = $0.entries.removeValue(forKey: claim) }
        tellNews()
    }

    /// Applies the statuses that the store reports; `leaseEnd` is nil if nothing was renewed.
    func apply(_ statuses: [Claim: ClaimStatus], leaseEnd: ContinuousClock.Instant?) {
        let stops = state.withLock { state in
            statuses.compactMap { claim, status -> (JobContext, StopReason)? in
                guard let context = state.entries[claim]?.context else { return nil }
                if let leaseEnd, status != .lost { state.entries[claim]?.leaseEnd = leaseEnd }
                return switch status {
                case .held: nil
                case .cancelRequested: (context, .cancelRequested)
                case .lost: (context, .claimLost)
                }
            }
        }
        for (context, reason) in stops { context.stop(reason) }
    }

    /// Stops jobs whose lease ends before a time, since they may have lost their claims by then.
    func stop(leasesEndingBefore time: ContinuousClock.Instant) {
        let contexts = state.withLock { state in
            state.entries.values.filter { $0.leaseEnd < time }.map(\.context)
        }
        for context in contexts { context.stop(.claimLost) }
    }

    /// Ends claiming, and tells running jobs to stop.
    func stopAll() {
        let contexts = state.withLock { state in
            state.isStopping = true
            return state.entries.values.map(\.context)
        }
        for context in contexts { context.stop(.shutdown) }
        tellNews()
    }

    /// Waits until a slot may be free or the runner is stopping, at most for `limit`.
    func waitForNews(upTo limit: Duration) {
        news.wait(upTo: limit)
    }
}
