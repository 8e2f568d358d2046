/// Where jobs are kept: a file, or a database for several machines.
///
/// A store judges leases, waits and due times by its own clock, so runners on several machines need not agree on the
/// time. They pass durations, never end times. The store compares ``JobDraft/runAt``, which the submitter chooses, with
/// its own time of day.
///
/// Every call is one transaction, which is durable when the call returns. Calls may block, so do not make them on
/// Swift's cooperative pool. Several threads and processes may use a store at once. One conformance suite describes the
/// behaviour of all stores (`Tests/JobsTests`).
public protocol JobStore: Sendable {
    // MARK: Submitting

    /// Makes jobs: all of them or none.
    ///
    /// If a job has a draft's key and is neither cancelled nor discarded, the draft makes no job (``Submission``). A
    /// cancelled or discarded job loses its key to the draft.
    ///
    /// - Returns: one submission for each draft, in their order.
    func submit(_ drafts: [JobDraft]) throws(JobStoreError) -> [Submission]

    // MARK: Looking

    /// Everything about one job; nil if no job has that number.
    func job(_ id: JobID) throws(JobStoreError) -> Job?

    /// The jobs that match, in the order of `query`.
    func jobs(_ query: JobQuery) throws(JobStoreError) -> [Job]

    /// The number of jobs in each state, including states with 0.
    func counts() throws(JobStoreError) -> [JobState: Int]

    /// Starts to watch for changes.
    ///
    /// - Parameter latency: the longest time until a change is noticed. A store without notifications polls at this
    ///   interval; one poll is cheap enough for 50 a second.
    func changes(noticedWithin latency: Duration) throws(JobStoreError) -> any JobStoreChanges

    // MARK: Running

    /// Claims the next due jobs: by priority, then `publishAt`, then `runAt`, then number.
    ///
    /// Scheduled and retryable jobs count as available when they are due.
    ///
    /// - Parameters:
    ///   - kinds: the kinds of jobs to claim.
    ///   - limit: the most jobs to claim.
    ///   - lease: how long the claims hold unless they are renewed.
    func claim(
        _ runner: RunnerID, kinds: [String], limit: Int, lease: Duration
    ) throws(JobStoreError) -> [(claim: Claim, job: Job)]

    /// Releases jobs that a runner holds without knowing it. A claim may have succeeded although it returned an error,
    /// since a disk can fail after the last write. These attempts do not count.
    ///
    /// - Parameter known: the claims that the runner knows.
    /// - Returns: the jobs.
    @discardableResult
    func releaseForgotten(by runner: RunnerID, except known: [Claim]) throws(JobStoreError) -> [JobID]

    /// Extends leases, and reports which claims are lost and which jobs must end.
    func renew(_ claims: [Claim], lease: Duration) throws(JobStoreError) -> [Claim: ClaimStatus]

    /// What ``renew(_:lease:)`` would report, without a renewal.
    func status(of claims: [Claim]) throws(JobStoreError) -> [Claim: ClaimStatus]

    /// The time until the next scheduled or retryable job is due, unless a clock is set meanwhile; nil if no job waits,
    /// negative if one is already due.
    func nextDue() throws(JobStoreError) -> Duration?

    /// Reports the progress of a job.
    ///
    /// - Throws: ``JobStoreError/Code/claimLost`` if the claim is lost; in that case nothing has changed. The same
    ///   holds for all calls below.
    func report(_ progress: JobProgress, for claim: Claim) throws(JobStoreError)

    /// Records that a step is finished. Replaces an earlier record of the step.
    func finish(step: String, output: String, for claim: Claim) throws(JobStoreError)

    /// Does something that a runner must not do after losing its claim, such as publishing files.
    ///
    /// `body` starts only while the claim is the job's latest, and runs at most once. This call returns what `body`
    /// returns and throws what `body` throws, even if the claim is lost meanwhile, since `body` has done its work.
    /// `body` must be short and must not call the store.
    ///
    /// While `body` runs, a store keeps others from claiming the job as long as it can. A file does so to the end, even
    /// if the lease expires, since this process holds its lock. A store behind a connection cannot promise that: if the
    /// connection drops, another runner may claim and work the job while `body` is still running. So `body` must be
    /// safe beside another attempt of the same job that does the same; `docs/queue.md` says why publishing is.
    ///
    /// - Throws: ``JobStoreError`` if `body` was not run; what `body` throws.
    func withClaim<R>(_ claim: Claim, _ body: () throws -> R) throws -> R

    /// Completes the job, even if it was cancelled meanwhile.
    ///
    /// A second call with the same claim and result changes nothing and throws nothing. So a caller can repeat it after
    /// an error that leaves open whether the first call succeeded.
    func complete(_ claim: Claim, result: String) throws(JobStoreError)

    /// Records that the attempt has failed.
    ///
    /// - Parameter retryAfter: the time until the next attempt, however the time of day is set; nil for no further
    ///   attempt. After the machine restarts, the store takes the remaining wait from the time of day. A job that was
    ///   asked to end is cancelled. Otherwise a job without a further attempt is discarded.
    /// - Returns: the job's new state.
    func fail(
        _ claim: Claim, _ failure: JobFailure, retryAfter: Duration?
    ) throws(JobStoreError) -> JobState

    /// Releases the job; the attempt does not count. A job that was asked to end is cancelled.
    ///
    /// - Returns: the job's new state.
    @discardableResult
    func release(_ claim: Claim) throws(JobStoreError) -> JobState

    /// Records that the runner has stopped on request.
    func confirmCancel(_ claim: Claim) throws(JobStoreError)

    /// Takes running jobs from runners whose lease has expired or whose process is gone.
    ///
    /// The store records each loss as a failure (``RunnerLoss``), but neither as a crash nor as an attempt. The first
    /// few times the job is available again at once, later after a wait. A job that was asked to end is cancelled, and
    /// one that reaches ``RetryPolicy/maxLosses`` is discarded.
    func rescue(_ policy: RetryPolicy) throws(JobStoreError) -> [JobID]

    // MARK: Deciding from outside

    /// Ends a job: at once, or if it is running, as soon as its runner has stopped.
    ///
    /// - Parameter forgetsReference: whether to remove the job's reference in the same transaction.
    /// - Returns: the job as it is now; nil if no job has that number.
    func cancel(_ id: JobID, forgetsReference: Bool) throws(JobStoreError) -> Job?

    /// Makes a job available again after its attempts have ended. The job keeps its earlier attempts and finished
    /// steps. If it has no attempts left, it gets one more.
    ///
    /// - Returns: the job as it is now; nil if no job has that number.
    /// - Throws: ``JobStoreError/Code/wrongState`` if it is running, available or completed.
    func retry(_ id: JobID) throws(JobStoreError) -> Job?

    /// Replaces a job's reference.
    func setReference(_ reference: String?, of id: JobID) throws(JobStoreError)

    /// Removes jobs that ended at least `age` ago, except the `keep` that ended last.
    ///
    /// Removes large numbers in several transactions, so that no other process waits long.
    ///
    /// - Returns: the number of jobs removed.
    func prune(endedFor age: Duration, keeping keep: Int) throws(JobStoreError) -> Int
}

/// Selects jobs.
public struct JobQuery: Hashable, Sendable {
    /// Nil for all states.
    public var states: Set<JobState>?
    public var kind: String?
    public var key: String?
    public var reference: String?
    /// Only jobs with a lower number, to continue a list.
    public var before: JobID?
    /// The most jobs to return; the newest come first.
    public var limit: Int

    public init(
        states: Set<JobState>? = nil, kind: String? = nil, key: String? = nil, reference: String? = nil,
        before: JobID? = nil, limit: Int = 100
    ) {
        self.states = states
        self.kind = kind
        self.key = key
        self.reference = reference
        self.before = before
        self.limit = limit
    }
}

extension JobStore {
    /// Ends a job but keeps its reference; see ``cancel(_:forgetsReference:)``.
    public func cancel(_ id: JobID) throws(JobStoreError) -> Job? {
        try cancel(id, forgetsReference: false)
    }
}
