internal import Threading

/// The jobs that a runner has claimed and not yet ended, and what its threads must know of them.
final class RunningJobs: Sendable {
    private struct Entry {
        let context: JobContext
        /// Until when no other runner can have claimed it.
        var leaseEnd: ContinuousClock.Instant
    }

    private struct State {
        var entries: [Claim: Entry] = [:]
        var isStopping = false
    }

    private let slots: Int
    private let state = Lock(State())
    private let news = Bell()
    /// Where the thread waits as well that is to hear the news.
    private let changes: Lock<(any JobStoreChanges)?> = Lock(nil)

    init(slots: Int) {
        self.slots = slots
    }

    /// Ends waits for changes of the store, too, when there is news.
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

    /// Nil where the claim is none of these.
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

    /// Takes note of what the store says; `leaseEnd` is nil where nothing was renewed.
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

    /// Stops jobs whose lease ends before a time: their claims may be lost then.
    func stop(leasesEndingBefore time: ContinuousClock.Instant) {
        let contexts = state.withLock { state in
            state.entries.values.filter { $0.leaseEnd < time }.map(\.context)
        }
        for context in contexts { context.stop(.claimLost) }
    }

    /// Nothing more is to be claimed, and what runs is to stop.
    func stopAll() {
        let contexts = state.withLock { state in
            state.isStopping = true
            return state.entries.values.map(\.context)
        }
        for context in contexts { context.stop(.shutdown) }
        tellNews()
    }

    /// Waits until a slot may be free or the end has come, no longer than `limit`.
    func waitForNews(upTo limit: Duration) {
        news.wait(upTo: limit)
    }
}
