internal import Foundation
internal import Threading

/// The thread that claims jobs as soon as there are some and a slot is free.
final class JobFetcher: Sendable {
    private let store: any JobStore
    private let changes: any JobStoreChanges
    private let runner: RunnerID
    private let kinds: [String]
    private let lease: Duration
    private let running: RunningJobs
    private let onEvent: @Sendable (RunnerEvent) -> Void
    private let failure = Lock<JobStoreError?>(nil)

    /// How long a new job may lie there before it is noticed.
    static let latency: Duration = .milliseconds(20)

    /// - Parameter changes: of the same store; no other thread waits for them.
    init(
        store: any JobStore, changes: any JobStoreChanges, runner: RunnerID, kinds: [String], lease: Duration,
        running: RunningJobs,
        onEvent: @escaping @Sendable (RunnerEvent) -> Void
    ) {
        self.store = store
        self.changes = changes
        self.runner = runner
        self.kinds = kinds
        self.lease = lease
        self.running = running
        self.onEvent = onEvent
    }

    /// Why it had to end; nil where it was asked to, or nothing was left.
    var error: JobStoreError? { failure.withLock { $0 } }

    /// - Parameters:
    ///   - endsWhenIdle: whether it ends when nothing can be claimed and nothing runs.
    ///   - begin: gets what was claimed at once; it must add them to the running jobs.
    ///   - end: called when no more will come.
    func start(
        endsWhenIdle: Bool,
        begin:
            @escaping @Sendable (_ jobs: [(claim: Claim, job: Job)], _ leaseEnd: ContinuousClock.Instant) ->
            Void,
        end: @escaping @Sendable () -> Void
    ) {
        let thread = Thread { [self] in
            work(endsWhenIdle, begin)
            end()
        }
        thread.name = "jobs-pickup"
        thread.start()
    }

    private func work(
        _ endsWhenIdle: Bool,
        _ begin: (_ jobs: [(claim: Claim, job: Job)], _ leaseEnd: ContinuousClock.Instant) -> Void
    ) {
        running.tell(changes)
        var schedule = ClaimSchedule()
        var backoff: Duration = .milliseconds(100)
        // Whether a claim may have counted that was said to have failed.
        var isUnsure = false
        while !running.isStopping {
            let free = running.freeSlots
            guard free > 0 else {
                running.waitForNews(upTo: .seconds(1))
                continue
            }
            do throws(JobStoreError) {
                if isUnsure {
                    try store.releaseForgotten(by: runner, except: running.claims)
                    isUnsure = false
                }
                let endsNow = endsWhenIdle && running.claims.isEmpty
                if schedule.mayHaveWork || endsNow {
                    let now = ContinuousClock.now
                    let claimed = try store.claim(runner, kinds: kinds, limit: free, lease: lease)
                    guard claimed.isEmpty else {
                        begin(claimed, now + lease)
                        continue
                    }
                    // Nothing ran, so nothing can have been given back meanwhile.
                    if endsNow { return }
                    schedule.foundNothing(nextDue: try store.nextDue())
                }
                backoff = .milliseconds(100)
                if try changes.wait(upTo: schedule.pause) { schedule.somethingChanged() }
            } catch {
                onEvent(.storeFailed(error))
                isUnsure = true
                schedule.somethingChanged()
                guard error.canRetry else {
                    failure.withLock { $0 = error }
                    running.stopAll()
                    return
                }
                running.waitForNews(upTo: backoff * Double.random(in: 0.5...1))
                backoff = min(backoff * 2, .seconds(5))
            }
        }
    }
}

/// Knows when it may be worth while to claim.
private struct ClaimSchedule {
    /// Whether something has changed since a claim that found nothing was begun.
    private var hasChanged = true
    private var nextDue: ContinuousClock.Instant?
    /// In case that a change was overlooked or a clock was set.
    private var nextLook = ContinuousClock.now

    var mayHaveWork: Bool { hasChanged || pause <= .zero }

    /// In how long it is worth while even if nothing changes.
    var pause: Duration { min(nextDue ?? nextLook, nextLook) - .now }

    mutating func somethingChanged() {
        hasChanged = true
    }

    mutating func foundNothing(nextDue: Duration?) {
        // What came during the claim is told by the next wait for changes, which counts from the last one.
        hasChanged = false
        // What is due and was not found is another runner's; it is not asked for without a pause.
        self.nextDue = nextDue.map { .now + max($0, JobFetcher.latency) }
        nextLook = .now + .milliseconds(Int.random(in: 750...1250))
    }
}
