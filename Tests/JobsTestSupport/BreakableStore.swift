package import Jobs

/// A store that takes no more whenever a test wants it.
package final class BreakableStore: JobStore {
    private let store: any JobStore
    private let isBroken: Flag
    private let code: JobStoreError.Code
    private let onRenewal: @Sendable (_ held: Int) -> Void
    private let losingClaim: (@Sendable (Claim, ClaimMoment) -> Void)?

    /// A moment of ``withClaim(_:_:)``.
    package enum ClaimMoment: Hashable, Sendable {
        case beforeBody, afterBody
    }

    /// - Parameters:
    ///   - onRenewal: hears how many leases a call has renewed.
    ///   - losingClaim: called in ``withClaim(_:_:)``, which then holds nothing while its body runs, as when the
    ///     connection to a store drops; nil to hold the claim as the store does.
    package init(
        _ store: any JobStore, isBroken: Flag, code: JobStoreError.Code = .diskFull,
        onRenewal: @escaping @Sendable (_ held: Int) -> Void = { _ in },
        losingClaim: (@Sendable (Claim, ClaimMoment) -> Void)? = nil
    ) {
        self.store = store
        self.isBroken = isBroken
        self.code = code
        self.onRenewal = onRenewal
        self.losingClaim = losingClaim
    }

    /// What is far away cannot be asked, either.
    private func readable() throws(JobStoreError) -> any JobStore {
        code == .unreachable ? try writable() : store
    }

    private func writable() throws(JobStoreError) -> any JobStore {
        if isBroken.isSet { throw JobStoreError(code, "the test has broken the store") }
        return store
    }

    package func job(_ id: JobID) throws(JobStoreError) -> Job? { try readable().job(id) }
    package func jobs(_ query: JobQuery) throws(JobStoreError) -> [Job] { try readable().jobs(query) }
    package func counts() throws(JobStoreError) -> [JobState: Int] { try readable().counts() }
    package func changes(noticedWithin latency: Duration) throws(JobStoreError) -> any JobStoreChanges {
        BreakableChanges(try readable().changes(noticedWithin: latency)) { [self] () throws(JobStoreError) in
            _ = try readable()
        }
    }
    package func nextDue() throws(JobStoreError) -> Duration? { try readable().nextDue() }
    package func status(of claims: [Claim]) throws(JobStoreError) -> [Claim: ClaimStatus] {
        try readable().status(of: claims)
    }

    package func submit(_ drafts: [JobDraft]) throws(JobStoreError) -> [Submission] {
        try writable().submit(drafts)
    }
    package func claim(
        _ runner: RunnerID, kinds: [String], limit: Int, lease: Duration
    ) throws(JobStoreError) -> [(claim: Claim, job: Job)] {
        try writable().claim(runner, kinds: kinds, limit: limit, lease: lease)
    }
    package func renew(_ claims: [Claim], lease: Duration) throws(JobStoreError) -> [Claim: ClaimStatus] {
        let statuses = try writable().renew(claims, lease: lease)
        onRenewal(statuses.values.count { $0 == .held })
        return statuses
    }
    package func report(_ progress: JobProgress, for claim: Claim) throws(JobStoreError) {
        try writable().report(progress, for: claim)
    }
    package func finish(step: String, output: String, for claim: Claim) throws(JobStoreError) {
        try writable().finish(step: step, output: output, for: claim)
    }
    package func withClaim<R>(_ claim: Claim, _ body: () throws -> R) throws -> R {
        guard let losingClaim else { return try writable().withClaim(claim, body) }
        try writable().withClaim(claim) {}
        losingClaim(claim, .beforeBody)
        defer { losingClaim(claim, .afterBody) }
        return try body()
    }
    package func complete(_ claim: Claim, result: String) throws(JobStoreError) {
        try writable().complete(claim, result: result)
    }
    package func fail(
        _ claim: Claim, _ failure: JobFailure, retryAfter: Duration?
    ) throws(JobStoreError) -> JobState {
        try writable().fail(claim, failure, retryAfter: retryAfter)
    }
    package func release(_ claim: Claim) throws(JobStoreError) -> JobState { try writable().release(claim) }
    package func confirmCancel(_ claim: Claim) throws(JobStoreError) { try writable().confirmCancel(claim) }
    package func releaseForgotten(by runner: RunnerID, except known: [Claim]) throws(JobStoreError) -> [JobID]
    {
        try writable().releaseForgotten(by: runner, except: known)
    }
    package func rescue(_ policy: RetryPolicy) throws(JobStoreError) -> [JobID] {
        try writable().rescue(policy)
    }
    package func cancel(_ id: JobID, forgetsReference: Bool) throws(JobStoreError) -> Job? {
        try writable().cancel(id, forgetsReference: forgetsReference)
    }
    package func retry(_ id: JobID) throws(JobStoreError) -> Job? { try writable().retry(id) }
    package func setReference(_ reference: String?, of id: JobID) throws(JobStoreError) {
        try writable().setReference(reference, of: id)
    }
    package func prune(endedFor age: Duration, keeping keep: Int) throws(JobStoreError) -> Int {
        try writable().prune(endedFor: age, keeping: keep)
    }
}

/// Changes that are not told while the store is broken.
private final class BreakableChanges: JobStoreChanges {
    private let changes: any JobStoreChanges
    private let check: @Sendable () throws(JobStoreError) -> Void

    init(_ changes: any JobStoreChanges, check: @escaping @Sendable () throws(JobStoreError) -> Void) {
        self.changes = changes
        self.check = check
    }

    func wait(upTo limit: Duration) throws(JobStoreError) -> Bool {
        try check()
        return try changes.wait(upTo: limit)
    }

    func wakeUp() { changes.wakeUp() }
}
