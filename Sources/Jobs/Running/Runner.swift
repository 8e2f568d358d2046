internal import Foundation
internal import Threading

/// Claims jobs, runs as many side by side as its budget allows, and renews their leases.
///
/// ```
/// thread "jobs-pickup" ── claims ──▶ one task per job ── outcome ──▶ queue "jobs-calls"
/// thread "jobs-leases" ── renews, rescues, hears of cancels ──▶ tells the tasks to stop
/// ```
/// Each of the three has its own store. No store call runs on Swift's cooperative pool.
public final class Runner: Sendable {
    /// When ``run(until:)`` ends.
    public enum End: Hashable, Sendable {
        /// When ``stop()`` is called.
        case stopped
        /// When no job can be claimed and none is running. Jobs that wait for a time stay in the queue.
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
    /// Why the runner had to end, if it found out at the end of a job.
    private let failure = Lock<JobStoreError?>(nil)

    /// - Parameters:
    ///   - kinds: the kinds of jobs that it can run.
    ///   - lease: how long other runners wait for a sign of life of this one.
    ///   - openStore: opens the queue; called once for each thread that needs it.
    ///   - onEvent: called on any thread; must not block.
    ///   - perform: runs a job. When the job must stop, its task is cancelled, and ``JobContext/stopReason`` says why.
    ///     The runner waits until `perform` has returned.
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

    /// Runs jobs until the end. Call it once. Cancelling the calling task has the same effect as ``stop()``.
    ///
    /// When this method returns, no job is running and the end of each job is written. If the store could not be
    /// written to until a lease expired, the next rescue settles that job.
    ///
    /// - Throws: the store's error if only a person can fix it, such as ``JobStoreError/Code/damaged``. All running
    ///   jobs have stopped by then.
    public func run(until end: End = .stopped) async throws(JobStoreError) {
        // The last writes must be made, so they are in a task that is never cancelled.
        let work = Task { await self.work(until: end) }
        let error = await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            stop()
        }
        if let error { throw error }
    }

    /// Stops claiming jobs and tells running jobs to stop. ``run(until:)`` returns when they have.
    public func stop() {
        running.stopAll()
    }

    /// Ends the run because the queue is unusable until a person repairs it.
    func end(because error: JobStoreError) {
        failure.withLock { $0 = $0 ?? error }
        running.stopAll()
    }

    /// One store for each thread, so that no thread waits for another one's calls.
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
        // This must come first: a runner that ends when it is idle must not miss the jobs of a killed process.
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
