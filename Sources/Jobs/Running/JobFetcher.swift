internal import Foundation
internal import Threading

/// The thread that claims jobs as soon as jobs are available and a slot is free.
final class JobFetcher: Sendable {
    private let store: any JobStore
    private let changes: any JobStoreChanges
    private let runner: RunnerID
    private let kinds: [String]
    private let lease: Duration
    private let running: RunningJobs
    private let onEvent: @Sendable (RunnerEvent) -> Void
    private let failure = Lock<JobStoreError?>(nil)

    /// The longest time until a new job is noticed.
    static let latency: Duration = .milliseconds(20)

    /// - Parameter changes: changes of the same store; no other thread waits for them.
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

    /// Why the thread failed; nil if it ended on request or ran out of work.
    var error: JobStoreError? { failure.withLock { $0 } }

    /// - Parameters:
    ///   - endsWhenIdle: whether to end when no job can be claimed and none is running.
    ///   - begin: receives the jobs of one claim, and must add them to the running jobs.
    ///   - end: called when no more jobs will follow.
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
        // Whether a claim may have succeeded although it returned an error.
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
                    // No job was running, so none can have been released meanwhile.
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

/// Decides when to try a claim.
private struct ClaimSchedule {
    /// Whether something has changed since the start of the last claim that found nothing.
    private var hasChanged = true
    private var nextDue: ContinuousClock.Instant?
    /// Guards against a missed change or a clock that was set.
    private var nextLook = ContinuousClock.now

    var mayHaveWork: Bool { hasChanged || pause <= .zero }

    /// The time until a claim is worth trying even if nothing changes.
    var pause: Duration { min(nextDue ?? nextLook, nextLook) - .now }

    mutating func somethingChanged() {
        hasChanged = true
    }

    mutating func foundNothing(nextDue: Duration?) {
        // The next wait reports changes made during the claim, since it counts from the previous wait.
        hasChanged = false
        // A due job that was not found belongs to another runner. Pause before asking for it again.
        self.nextDue = nextDue.map { .now + max($0, JobFetcher.latency) }
        nextLook = .now + .milliseconds(Int.random(in: 750...1250))
    }
}
