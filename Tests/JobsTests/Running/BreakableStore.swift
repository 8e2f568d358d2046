import Foundation
import Jobs

/// A store that takes no more whenever a test wants it.
final class BreakableStore: JobStore {
    private let store: any JobStore
    private let isBroken: Flag
    private let code: JobStoreError.Code

    init(_ store: any JobStore, isBroken: Flag, code: JobStoreError.Code = .diskFull) {
        self.store = store
        self.isBroken = isBroken
        self.code = code
    }

    private func writable() throws(JobStoreError) -> any JobStore {
        if isBroken.isSet { throw JobStoreError(code, "the test has broken the store") }
        return store
    }

    func job(_ id: JobID) throws(JobStoreError) -> Job? { try store.job(id) }
    func jobs(_ query: JobQuery) throws(JobStoreError) -> [Job] { try store.jobs(query) }
    func counts() throws(JobStoreError) -> [JobState: Int] { try store.counts() }
    func changeCount() throws(JobStoreError) -> Int64 { try store.changeCount() }
    func nextDue() throws(JobStoreError) -> Duration? { try store.nextDue() }
    func status(of claims: [Claim]) throws(JobStoreError) -> [Claim: ClaimStatus] {
        try store.status(of: claims)
    }

    func submit(_ drafts: [JobDraft]) throws(JobStoreError) -> [Submission] {
        try writable().submit(drafts)
    }
    func claim(
        _ runner: RunnerID, kinds: [String], limit: Int, lease: Duration
    ) throws(JobStoreError) -> [(claim: Claim, job: Job)] {
        try writable().claim(runner, kinds: kinds, limit: limit, lease: lease)
    }
    func renew(_ claims: [Claim], lease: Duration) throws(JobStoreError) -> [Claim: ClaimStatus] {
        try writable().renew(claims, lease: lease)
    }
    func report(_ progress: JobProgress, for claim: Claim) throws(JobStoreError) {
        try writable().report(progress, for: claim)
    }
    func finish(step: String, output: String, for claim: Claim) throws(JobStoreError) {
        try writable().finish(step: step, output: output, for: claim)
    }
    func withClaim<R>(_ claim: Claim, _ body: () throws -> R) throws -> R {
        try writable().withClaim(claim, body)
    }
    func complete(_ claim: Claim, result: String) throws(JobStoreError) {
        try writable().complete(claim, result: result)
    }
    func fail(
        _ claim: Claim, _ failure: JobFailure, retryAfter: Duration?
    ) throws(JobStoreError) -> JobState {
        try writable().fail(claim, failure, retryAfter: retryAfter)
    }
    func release(_ claim: Claim) throws(JobStoreError) -> JobState { try writable().release(claim) }
    func confirmCancel(_ claim: Claim) throws(JobStoreError) { try writable().confirmCancel(claim) }
    func releaseForgotten(by runner: RunnerID, except known: [Claim]) throws(JobStoreError) -> [JobID] {
        try writable().releaseForgotten(by: runner, except: known)
    }
    func rescue(_ policy: RetryPolicy) throws(JobStoreError) -> [JobID] { try writable().rescue(policy) }
    func cancel(_ id: JobID, forgetsReference: Bool) throws(JobStoreError) -> Job? {
        try writable().cancel(id, forgetsReference: forgetsReference)
    }
    func retry(_ id: JobID) throws(JobStoreError) -> Job? { try writable().retry(id) }
    func setReference(_ reference: String?, of id: JobID) throws(JobStoreError) {
        try writable().setReference(reference, of: id)
    }
    func prune(before: Date, keeping keep: Int) throws(JobStoreError) -> Int {
        try writable().prune(before: before, keeping: keep)
    }
}
