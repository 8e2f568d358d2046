internal import Foundation
internal import Threading

/// Claims jobs and runs them, as many side by side as its budget allows, and keeps their leases.
///
/// ```
/// thread "jobs-pickup" ── claims ──▶ one task per job ── outcome ──▶ queue "jobs-calls"
/// thread "jobs-leases" ── renews, rescues, hears of cancels ──▶ tells the tasks to stop
/// ```
/// Each of the three has a store of its own; no call of a store is made on Swift's cooperative pool.
public final class Runner: Sendable {
    /// When ``run(until:)`` ends.
    public enum End: Hashable, Sendable {
        /// When ``stop()`` is called.
        case stopped
        /// When nothing can be claimed any more and nothing runs. Jobs that wait for a time are left.
        case idle
    }

    let policy: RetryPolicy
    let running: RunningJobs
    let onEvent: @Sendable (RunnerEvent) -> Void
    let perform: @Sendable (Job, JobContext) async -> JobOutcome
    let calls = BlockingQueue("jobs-calls")
    private let kinds: [String]
    private let budget: ConcurrencyLimits
    private let lease: Duration
    private let id: RunnerID
    private let openStore: @Sendable () throws(JobStoreError) -> any JobStore
    /// Why it had to end, where that was seen at the end of a job.
    private let failure = Lock<JobStoreError?>(nil)

    /// - Parameters:
    ///   - kinds: of the jobs that it can run.
    ///   - lease: how long the others wait when nothing is heard of this runner.
    ///   - openStore: opens the queue; called for each thread that needs it.
    ///   - onEvent: called on any thread; it must not block.
    ///   - perform: runs a job. Its task is cancelled when the job is to stop (``JobContext/stopReason``
    ///     says why); the runner waits until it has returned.
    public init(
        kinds: [String], budget: ConcurrencyLimits, policy: RetryPolicy = RetryPolicy(),
        lease: Duration = .seconds(30),
        id: RunnerID = .current(),
        openStore: @escaping @Sendable () throws(JobStoreError) -> any JobStore,
        onEvent: @escaping @Sendable (RunnerEvent) -> Void = { _ in },
        perform: @escaping @Sendable (Job, JobContext) async -> JobOutcome
    ) {
        self.kinds = kinds
        self.budget = budget
        self.policy = policy
        self.lease = lease
        self.id = id
        self.openStore = openStore
        self.onEvent = onEvent
        self.perform = perform
        running = RunningJobs(slots: budget.slots)
    }

    /// Runs jobs until the end; call it once. Cancelling the caller is the same as ``stop()``.
    ///
    /// When it returns, nothing runs any more and every job's end is written, or, where the store could
    /// not be written to until the lease ran out, left for the next rescue.
    ///
    /// - Throws: what the store says where nothing but a person can help, such as
    ///   ``JobStoreError/Code/damaged``. The jobs that ran have stopped then.
    public func run(until end: End = .stopped) async throws(JobStoreError) {
        // In a task that is never cancelled: the last writes must be made.
        let work = Task { await self.work(until: end) }
        let error = await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            stop()
        }
        if let error { throw error }
    }

    /// Claims nothing more and tells what runs to stop; ``run(until:)`` returns when it has.
    public func stop() {
        running.stopAll()
    }

    /// Ends the run: the queue cannot be used until a person repairs it.
    func end(because error: JobStoreError) {
        failure.withLock { $0 = $0 ?? error }
        running.stopAll()
    }

    /// The queue, once for each thread that asks it, so that none waits for another's calls.
    private struct Stores: Sendable {
        let pickup: any JobStore
        let pickupChanges: any JobStoreChanges
        let keeper: any JobStore
        let keeperChanges: any JobStoreChanges
        let calls: any JobStore

        init(_ open: () throws(JobStoreError) -> any JobStore) throws(JobStoreError) {
            pickup = try open()
            pickupChanges = try pickup.changes(noticedWithin: JobFetcher.latency)
            keeper = try open()
            keeperChanges = try keeper.changes(noticedWithin: LeaseRenewer.latency)
            calls = try open()
        }
    }

    private func work(until end: End) async -> JobStoreError? {
        do throws(JobStoreError) {
            let openStore = openStore
            let stores = try await calls.run { () throws(JobStoreError) in try Stores(openStore) }
            return await work(until: end, stores)
        } catch {
            return error
        }
    }

    private func work(
        until end: End, _ stores: Stores
    ) async -> JobStoreError? {
        let keeper = LeaseRenewer(
            store: stores.keeper, changes: stores.keeperChanges, running: running, lease: lease,
            policy: policy,
            onEvent: onEvent)
        let pickup = JobFetcher(
            store: stores.pickup, changes: stores.pickupChanges, runner: id, kinds: kinds, lease: lease,
            running: running, onEvent: onEvent)
        let (attempts, attempt) = AsyncStream.makeStream(of: Attempt.self)
        // First of all: a runner that ends when nothing is left must not overlook what a process that has been
        // killed has left.
        await calls.run { keeper.rescue() }
        keeper.start()
        pickup.start(endsWhenIdle: end == .idle) { [self] claimed, leaseEnd in
            let share = budget.threads(whenRunning: running.claims.count + claimed.count)
            let new = claimed.map { claim, job in
                let context = JobContext(
                    job: job, claim: claim, threads: share, store: stores.calls, calls: calls,
                    onEvent: onEvent)
                return Attempt(job: job, context: context, store: stores.calls)
            }
            running.add(new.map(\.context), leaseEnd: leaseEnd)
            for one in new { attempt.yield(one) }
        } end: {
            attempt.finish()
        }
        await withDiscardingTaskGroup { group in
            for await attempt in attempts {
                group.addTask { await self.run(attempt) }
            }
        }
        await calls.run { keeper.finish() }
        return pickup.error ?? failure.withLock { $0 }
    }
}
