import Foundation
import Jobs
import JobsTestSupport
import Testing

@Suite struct AttemptTests {
    private static let failure = JobFailure(
        attempt: 1, at: Date(timeIntervalSince1970: 1_800_000_001), code: "busy", message: "It was busy.",
        remedies: "wait", canRetry: true)

    @Test("A stale claim changes nothing at all", arguments: StoreEngine.all)
    func staleClaim(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        try store.add()
        let changes = try store.changes(noticedWithin: .milliseconds(20))
        let stale = try store.take(queue.runner)[0].claim
        queue.clock.advance(.seconds(31))
        _ = try store.rescue(RetryPolicy())
        // Once while no runner has it, once while another attempt runs, once when that has ended.
        for stage in 0..<3 {
            if stage == 1 {
                queue.clock.advance(.seconds(600))
                #expect(try store.take(queue.runner).count == 1)
            } else if stage == 2 {
                try store.complete(Claim(job: stale.job, fence: 2), result: "second")
            }
            let before = try store.job(stale.job)
            _ = try changes.wait(upTo: .zero)
            let writes: [() throws -> Void] = [
                { try store.report(JobProgress(stage: "x", fraction: 0.5), for: stale) },
                { try store.finish(step: "x", output: "", for: stale) },
                { try store.withClaim(stale) { _ = Issue.record("the body must not run") } },
                { try store.complete(stale, result: "first") },
                { _ = try store.fail(stale, Self.failure, retryAfter: nil) },
                { try store.release(stale) },
                { try store.confirmCancel(stale) },
            ]
            for write in writes { #expect(code(of: write) == .claimLost) }
            #expect(try store.status(of: [stale]) == [stale: .lost])
            #expect(try store.renew([stale], lease: .seconds(30)) == [stale: .lost])
            #expect(try store.job(stale.job) == before)
            #expect(try !changes.wait(upTo: .zero))
        }
    }

    @Test(
        "A completed job keeps its result, and completing it twice does no harm",
        arguments: StoreEngine.all)
    func completes(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        try store.add()
        let claim = try store.take(queue.runner)[0].claim
        queue.clock.advance(.seconds(2))
        try store.complete(claim, result: "{}")
        try store.complete(claim, result: "{}")
        #expect(code { try store.complete(claim, result: "another") } == .claimLost)
        let job = try #require(try store.job(claim.job))
        #expect(job.state == .completed && job.result == "{}" && job.finishedAt == queue.clock.date)
        #expect(code { _ = try store.retry(claim.job) } == .wrongState)
        #expect(try store.cancel(claim.job)?.state == .completed)
    }

    @Test(
        "A failed job waits for its next attempt, and is discarded after the last",
        arguments: StoreEngine.all)
    func fails(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        try store.add(JobDraft(kind: "work", payload: "", maxAttempts: 2))
        let first = try store.take(queue.runner)[0].claim
        #expect(try store.fail(first, Self.failure, retryAfter: .seconds(5)) == .retryable)
        #expect(try store.nextDue() == .seconds(5))
        #expect(try store.job(first.job)?.runAt == queue.clock.date + 5)
        #expect(try store.take(queue.runner).isEmpty)
        queue.clock.advance(.seconds(5))
        let (second, job) = try store.take(queue.runner)[0]
        #expect(job.attempt == 2 && job.fence == 2 && job.failures == [Self.failure])
        #expect(try store.fail(second, Self.failure, retryAfter: .zero) == .discarded)
        #expect(try store.job(job.id)?.failures.count == 2)
    }

    @Test("A failure that no attempt can heal ends the job at once", arguments: StoreEngine.all)
    func failsForGood(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        try store.add()
        let claim = try store.take(queue.runner)[0].claim
        let failure = JobFailure(
            attempt: 1, at: queue.clock.date, code: "bad", message: "NUL \0 inside", canRetry: false,
            isCrash: true)
        #expect(try store.fail(claim, failure, retryAfter: nil) == .discarded)
        let job = try #require(try store.job(claim.job))
        #expect(job.failures.first?.message == "NUL \u{FFFD} inside")
        #expect(job.crashes == 1)
    }

    @Test("An attempt that was let go of does not count", arguments: StoreEngine.all)
    func releases(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        try store.add(JobDraft(kind: "work", payload: "", maxAttempts: 1))
        for round in 1...3 {
            let (claim, job) = try store.take(queue.runner)[0]
            #expect(job.attempt == 1 && job.fence == Int64(round))
            #expect(try store.release(claim) == .available)
            #expect(try store.job(job.id)?.attempt == 0)
        }
    }

    @Test("Steps and progress outlast an attempt as they should", arguments: StoreEngine.all)
    func stepsAndProgress(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        try store.add()
        let first = try store.take(queue.runner)[0].claim
        let progress = JobProgress(
            stage: "encode", fraction: 0.25, secondsLeft: 12, at: queue.clock.date)
        try store.report(progress, for: first)
        try store.finish(step: "cover", output: "1", for: first)
        try store.finish(step: "slide", output: "2", for: first)
        try store.finish(step: "cover", output: "3", for: first)
        let job = try #require(try store.job(first.job))
        #expect(job.progress == progress)
        #expect(job.steps.map(\.name) == ["slide", "cover"] && job.steps.map(\.output) == ["2", "3"])
        try store.release(first)
        let (second, again) = try store.take(queue.runner)[0]
        #expect(again.progress == nil, "what an ended attempt said is not true of the next")
        #expect(again.steps == job.steps)
        try store.report(
            JobProgress(stage: "x", fraction: .nan, secondsLeft: .infinity, at: queue.clock.date), for: second
        )
        let odd = try #require(try store.job(first.job)?.progress)
        #expect(odd.fraction == 0 && odd.secondsLeft == nil)
    }

    @Test("A body runs under its claim, and what it throws comes out", arguments: StoreEngine.all)
    func withClaim(engine: StoreEngine) throws {
        struct Own: Error {}
        let queue = try TestQueue(engine)
        let store = try queue.open()
        try store.add()
        let claim = try store.take(queue.runner)[0].claim
        #expect(try store.withClaim(claim) { 42 } == 42)
        #expect(throws: Own.self) { try store.withClaim(claim) { throw Own() } }
        try store.complete(claim, result: "")
    }

    @Test(
        "No runner can take a job while a body runs, even when its lease has run out",
        arguments: StoreEngine.all)
    func withClaimExcludes(engine: StoreEngine) async throws {
        let queue = try TestQueue(engine)
        let (store, other) = (try queue.open(), try queue.open())
        try store.add()
        let claim = try store.take(queue.runner)[0].claim
        queue.clock.advance(.seconds(31))
        async let rescued = onThread { () -> Result<[JobID], any Error> in
            Thread.sleep(forTimeInterval: 0.05)
            return Result { try other.rescue(RetryPolicy()) }
        }
        let state = try await onThread {
            Result {
                try store.withClaim(claim) {
                    Thread.sleep(forTimeInterval: 0.3)
                    // A third party looks while the rescuer waits.
                    return true
                }
            }
        }.get()
        #expect(state)
        // It waited for the body and took the job only then.
        #expect(try await rescued.get() == [claim.job])
    }
}
