import Foundation
import Jobs
import JobsTestSupport
import Testing

@Suite struct DecidingTests {
    private static let failure = JobFailure(
        attempt: 1, at: Date(timeIntervalSince1970: 0), code: "x", message: "x", canRetry: true)

    @Test("A job that does not run is cancelled at once", arguments: StoreEngine.all)
    func cancelsWaiting(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        let available = try store.add()
        let scheduled = try store.add(
            JobDraft(kind: "work", payload: "", runAt: queue.clock.date + 10))
        for job in [available, scheduled] {
            let now = try #require(try store.cancel(job.id))
            #expect(now.state == .cancelled && now.finishedAt == queue.clock.date)
            #expect(try store.cancel(job.id) == now)
        }
        queue.clock.advance(.seconds(20))
        #expect(try store.take(queue.runner).isEmpty)
        #expect(try store.cancel(JobID(99)) == nil)
        #expect(try store.retry(JobID(99)) == nil)
    }

    @Test(
        "A running job is cancelled when its runner has stopped, however it ends",
        arguments: StoreEngine.all)
    func cancelsRunning(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        let clock = queue.clock
        let endings: [(any JobStore, Claim) throws -> Void] = [
            { try $0.confirmCancel($1) },
            { try $0.release($1) },
            { _ = try $0.fail($1, Self.failure, retryAfter: .zero) },
            { store, _ in
                clock.advance(.seconds(31))
                _ = try store.rescue(RetryPolicy())
            },
        ]
        for ending in endings {
            try store.add()
            let claim = try store.take(queue.runner)[0].claim
            let asked = try #require(try store.cancel(claim.job))
            #expect(asked.state == .running && asked.isCancelRequested)
            #expect(try store.status(of: [claim]) == [claim: .cancelRequested])
            #expect(try store.renew([claim], lease: .seconds(30)) == [claim: .cancelRequested])
            try ending(store, claim)
            #expect(try store.job(claim.job)?.state == .cancelled)
        }
    }

    @Test(
        "A job can forget its reference in the step in which it is cancelled", arguments: StoreEngine.all
    )
    func cancelsAndForgets(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        for (forgets, reference) in [(true, nil), (false, "r" as String?)] {
            let job = try store.add()
            try store.setReference("r", of: job.id)
            let cancelled = try #require(try store.cancel(job.id, forgetsReference: forgets))
            #expect(cancelled.state == .cancelled && cancelled.reference == reference)
        }
    }

    @Test("What is done when it is cancelled stays done, and says so", arguments: StoreEngine.all)
    func completesInSpite(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        try store.add()
        let claim = try store.take(queue.runner)[0].claim
        _ = try store.cancel(claim.job)
        try store.complete(claim, result: "done")
        let job = try #require(try store.job(claim.job))
        #expect(job.state == .completed && job.isCancelRequested)
    }

    @Test(
        "A job that was given up gets another attempt, with all that came before it",
        arguments: StoreEngine.all)
    func retries(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        try store.add(JobDraft(kind: "work", payload: "", maxAttempts: 1))
        let claim = try store.take(queue.runner)[0].claim
        #expect(code { _ = try store.retry(claim.job) } == .wrongState)
        try store.finish(step: "a", output: "1", for: claim)
        _ = try store.fail(claim, Self.failure, retryAfter: nil)
        let job = try #require(try store.retry(claim.job))
        #expect(job.state == .available && job.finishedAt == nil && job.maxAttempts == 2)
        #expect(job.failures.count == 1 && job.steps.count == 1)
        #expect(code { _ = try store.retry(claim.job) } == .wrongState)
        let (second, again) = try store.take(queue.runner)[0]
        #expect(second.fence == 2 && again.attempt == 2 && !again.isCancelRequested)
        #expect(try store.fail(second, Self.failure, retryAfter: .zero) == .discarded)
    }

    @Test("A cancelled job that is retried is wanted again", arguments: StoreEngine.all)
    func retriesCancelled(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        let job = try store.add()
        _ = try store.cancel(job.id)
        #expect(try store.retry(job.id)?.isCancelRequested == false)
        let claim = try store.take(queue.runner)[0].claim
        #expect(try store.status(of: [claim]) == [claim: .held])
    }

    @Test("A reference is replaced", arguments: StoreEngine.all)
    func setsReference(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        let job = try store.add()
        try store.setReference("r", of: job.id)
        #expect(try store.jobs(JobQuery(reference: "r")).map(\.id) == [job.id])
        try store.setReference(nil, of: job.id)
        #expect(try store.job(job.id)?.reference == nil)
    }

    @Test("Pruning takes old final jobs, and only those", arguments: StoreEngine.all)
    func prunes(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        for _ in 0..<10 {
            let job = try store.add(JobDraft(kind: "work", payload: "x", key: UUID().uuidString))
            _ = try store.cancel(job.id)
            queue.clock.advance(.seconds(1))
        }
        let waiting = try store.add()
        let age = Duration.seconds(5)  // jobs 1…6 ended so long ago
        #expect(try store.prune(endedFor: age, keeping: 8) == 2)
        #expect(try store.prune(endedFor: age, keeping: 8) == 0)
        #expect(try store.prune(endedFor: age, keeping: 0) == 4)
        #expect(try store.jobs(JobQuery()).map(\.id.number) == [11, 10, 9, 8, 7])
        #expect(try store.prune(endedFor: .seconds(Int64.max), keeping: 0) == 0)
        #expect(try store.prune(endedFor: .zero, keeping: 100) == 0)
        #expect(try store.prune(endedFor: .zero, keeping: 0) == 4)
        #expect(try store.jobs(JobQuery()).map(\.id) == [waiting.id])
        #expect(try store.add().id.number == 12, "numbers are never used again")
    }
}
