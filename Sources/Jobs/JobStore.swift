/// Where jobs are kept: a file, or a database for several machines.
///
/// A store judges leases, waits and due times by a clock of its own, so that runners of several machines need not agree
/// on the time: they say how long, never until when. What a submitter chooses, ``JobDraft/runAt``, is compared with the
/// store's time of day.
///
/// Every call is one transaction, durable when it returns, and may block: none is for Swift's
/// cooperative pool. A store may be used from several threads and several processes at once. All
/// stores behave as the one conformance suite says (`Tests/JobsTests`).
public protocol JobStore: Sendable {
    // MARK: Submitting

    /// Makes jobs, all or none.
    ///
    /// A draft whose key a job has that is not cancelled or discarded makes no job
    /// (``Submission``). A job that was cancelled or discarded loses its key to the draft.
    ///
    /// - Returns: one for each draft, in their order.
    func submit(_ drafts: [JobDraft]) throws(JobStoreError) -> [Submission]

    // MARK: Looking

    /// Everything about one job; nil if no job has that number.
    func job(_ id: JobID) throws(JobStoreError) -> Job?

    /// Jobs that match, in the order of `query`.
    func jobs(_ query: JobQuery) throws(JobStoreError) -> [Job]

    /// How many jobs are in each state; those without are 0.
    func counts() throws(JobStoreError) -> [JobState: Int]

    /// Begins to wait for changes.
    ///
    /// - Parameter latency: how late a change may be noticed. A store that is not told of changes looks for them that
    ///   often; one look is cheap enough for fifty a second.
    func changes(noticedWithin latency: Duration) throws(JobStoreError) -> any JobStoreChanges

    // MARK: Running

    /// Takes the next due jobs: by priority, then `publishAt`, then `runAt`, then number.
    ///
    /// What is due among scheduled and retryable jobs counts as available.
    ///
    /// - Parameters:
    ///   - kinds: only jobs of these kinds.
    ///   - limit: at most so many.
    ///   - lease: how long the claims hold unless they are renewed.
    func claim(
        _ runner: RunnerID, kinds: [String], limit: Int, lease: Duration
    ) throws(JobStoreError) -> [(claim: Claim, job: Job)]

    /// Gives back jobs that a runner has without knowing of it: a claim may count although an error said
    /// that it failed, since a disk can fail after the last write as well. No attempt counts.
    ///
    /// - Parameter known: the claims that the runner knows of.
    /// - Returns: the jobs.
    @discardableResult
    func releaseForgotten(by runner: RunnerID, except known: [Claim]) throws(JobStoreError) -> [JobID]

    /// Lengthens leases, and says which are lost and whose job is to end.
    func renew(_ claims: [Claim], lease: Duration) throws(JobStoreError) -> [Claim: ClaimStatus]

    /// What ``renew(_:lease:)`` would say, without renewing anything.
    func status(of claims: [Claim]) throws(JobStoreError) -> [Claim: ClaimStatus]

    /// In how long the next scheduled or retryable job becomes due, unless a clock is set meanwhile; nil where
    /// none waits, negative where one is due.
    func nextDue() throws(JobStoreError) -> Duration?

    /// Says how far a job is.
    ///
    /// - Throws: ``JobStoreError/Code/claimLost`` here and in all that follows, having changed
    ///   nothing.
    func report(_ progress: JobProgress, for claim: Claim) throws(JobStoreError)

    /// Notes that a part is done; one that is noted already is replaced.
    func finish(step: String, output: String, for claim: Claim) throws(JobStoreError)

    /// Does something that is forbidden once the claim is lost, such as giving files their names.
    ///
    /// `body` begins only while the claim is the job's latest, and runs once at most. What it returns is returned and
    /// what it throws is thrown on, whatever has become of the claim meanwhile, since what it did is done. It must be
    /// short, and it must not call the store.
    ///
    /// While `body` runs, a store keeps others from claiming the job for as long as it can. A file does so to the end, even
    /// if the lease runs out: its lock goes with this process. A store behind a connection cannot promise that: when the
    /// connection drops, another runner may claim the job, and work it, while `body` still runs. So `body` must do only
    /// what is safe beside another attempt of the same job that does the same; `docs/queue.md` says why publishing is.
    ///
    /// - Throws: ``JobStoreError``, having done nothing; what `body` throws.
    func withClaim<R>(_ claim: Claim, _ body: () throws -> R) throws -> R

    /// The job is done, even if it was cancelled meanwhile.
    ///
    /// A second call with the same claim and result changes nothing and throws nothing, so that it can
    /// be made again after an error that leaves open whether the first one counted.
    func complete(_ claim: Claim, result: String) throws(JobStoreError)

    /// The attempt has failed.
    ///
    /// - Parameter retryAfter: in how long to try again, whatever becomes of the time of day; nil for never. After a
    ///   restart of the machine the time of day tells how much of it is left. The job is discarded as well where no
    ///   attempt is left, and cancelled if that was asked for.
    /// - Returns: the state in which the job is now.
    func fail(
        _ claim: Claim, _ failure: JobFailure, retryAfter: Duration?
    ) throws(JobStoreError) -> JobState

    /// Gives the job back; the attempt does not count. A job that was asked to end is cancelled.
    ///
    /// - Returns: the state in which the job is now.
    @discardableResult
    func release(_ claim: Claim) throws(JobStoreError) -> JobState

    /// The runner has stopped because it was asked to.
    func confirmCancel(_ claim: Claim) throws(JobStoreError)

    /// Takes running jobs away from those whose lease has run out or whose process is gone.
    ///
    /// Each is noted as a failure (``RunnerLoss``), but neither as a crash nor as an attempt. It is available
    /// again at once for the first few times, later after a wait; discarded where ``RetryPolicy/maxLosses`` is
    /// reached; or cancelled if that was asked for.
    func rescue(_ policy: RetryPolicy) throws(JobStoreError) -> [JobID]

    // MARK: Deciding from outside

    /// Ends a job: at once, or, where it is running, as soon as its runner has stopped.
    ///
    /// - Parameter forgetsReference: whether the job's reference goes in the same step.
    /// - Returns: the job as it is now; nil if no job has that number.
    func cancel(_ id: JobID, forgetsReference: Bool) throws(JobStoreError) -> Job?

    /// Makes a job available again whose attempts have ended, with all attempts before it and its
    /// finished steps kept. Where it has had all its attempts, it gets one more.
    ///
    /// - Returns: the job as it is now; nil if no job has that number.
    /// - Throws: ``JobStoreError/Code/wrongState`` where it is running, available or completed.
    func retry(_ id: JobID) throws(JobStoreError) -> Job?

    /// Replaces a job's reference.
    func setReference(_ reference: String?, of id: JobID) throws(JobStoreError)

    /// Removes final jobs that ended a while ago or longer, but none of the `keep` that ended last.
    ///
    /// Large numbers are removed in several transactions, so that no other process waits long.
    ///
    /// - Returns: how many were removed.
    func prune(endedFor age: Duration, keeping keep: Int) throws(JobStoreError) -> Int
}

/// Which jobs to look at.
public struct JobQuery: Hashable, Sendable {
    /// Nil for all.
    public var states: Set<JobState>?
    public var kind: String?
    public var key: String?
    public var reference: String?
    /// Only jobs with a lower number, to go on where a list ended.
    public var before: JobID?
    /// Newest first.
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
    /// Ends a job, which keeps its reference; see ``cancel(_:forgetsReference:)``.
    public func cancel(_ id: JobID) throws(JobStoreError) -> Job? {
        try cancel(id, forgetsReference: false)
    }
}
