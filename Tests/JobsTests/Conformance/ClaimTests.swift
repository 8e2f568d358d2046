import Foundation
import Jobs
import JobsTestSupport
import Testing

@Suite struct ClaimTests {
    @Test(
        "The order is priority, then publishing, then due time, then number", arguments: StoreEngine.all)
    func order(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        let now = queue.clock.date
        // What each is called tells its place.
        try store.add(JobDraft(kind: "work", payload: "6", priority: 5))
        try store.add(JobDraft(kind: "play", payload: "3", priority: 5, publishAt: now + 50))
        try store.add(JobDraft(kind: "work", payload: "4", priority: 5, publishAt: now + 100))
        try store.add(JobDraft(kind: "work", payload: "2", priority: 5, publishAt: now - 100))
        try store.add(JobDraft(kind: "work", payload: "1", priority: 0))
        try store.add(JobDraft(kind: "play", payload: "5", priority: 5, runAt: now - 10))
        try store.add(JobDraft(kind: "work", payload: "7", priority: 9, publishAt: now - 1000))
        try store.add(JobDraft(kind: "other", payload: "never", priority: 0))
        try store.add(JobDraft(kind: "work", payload: "later", priority: 0, runAt: now + 10))
        var taken: [String] = []
        while let (_, job) = try store.claim(
            queue.runner, kinds: ["work", "play"], limit: 1, lease: .seconds(30)
        ).first {
            taken.append(job.payload)
        }
        #expect(taken == ["1", "2", "3", "4", "5", "6", "7"])
        queue.clock.advance(.seconds(10))
        let late = try store.claim(queue.runner, kinds: ["work", "play"], limit: 9, lease: .seconds(30))
        #expect(late.map(\.job.payload) == ["later"])
    }

    @Test("A claim says all that the job is now", arguments: StoreEngine.all)
    func claimedJob(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        try store.add()
        let (claim, job) = try store.take(queue.runner)[0]
        #expect(claim == Claim(job: job.id, fence: 1))
        #expect(job.state == .running && job.attempt == 1 && job.fence == 1)
        #expect(job.startedAt == queue.clock.date)
        #expect(try store.job(job.id) == job)
        #expect(try store.take(queue.runner).isEmpty)
        #expect(try store.take(queue.runner, 0).isEmpty)
    }

    @Test("A job is given to one of many who want it", arguments: StoreEngine.all)
    func contention(engine: StoreEngine) async throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        let count = 60
        _ = try store.submit((0..<count).map { JobDraft(kind: "work", payload: "\($0)") })
        let stores = try (0..<6).map { _ in try queue.open() }
        let runner = queue.runner
        let taken = await withTaskGroup { group in
            for store in stores {
                group.addTask {
                    // A thread for each, since claiming blocks.
                    await onThread {
                        Result {
                            var taken: [Claim] = []
                            while case let claims = try store.take(runner, 2), !claims.isEmpty {
                                taken += claims.map(\.claim)
                            }
                            return taken
                        }
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let claims = try taken.flatMap { try $0.get() }
        #expect(claims.count == count)
        #expect(Set(claims.map(\.job)).count == count)
        #expect(claims.allSatisfy { $0.fence == 1 })
    }

    @Test(
        "A claim whose lease has run out is lost once another runner has rescued the job",
        arguments: StoreEngine.all)
    func expiry(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let (store, other) = (try queue.open(), try queue.open())
        try store.add()
        let claim = try store.take(queue.runner)[0].claim
        queue.clock.advance(.seconds(29))
        #expect(try other.rescue(RetryPolicy()).isEmpty)
        #expect(try store.renew([claim], lease: .seconds(30)) == [claim: .held])
        queue.clock.advance(.seconds(29))
        #expect(try other.rescue(RetryPolicy()).isEmpty)
        queue.clock.advance(.seconds(1))
        #expect(try other.rescue(RetryPolicy()) == [claim.job])
        let job = try #require(try store.job(claim.job))
        #expect(job.state == .available && job.attempt == 0)
        #expect(job.failures.map(\.code) == ["leaseExpired"] && job.crashes == 0 && job.losses == 1)
        #expect(try store.renew([claim], lease: .seconds(30)) == [claim: .lost])
        #expect(try store.status(of: [claim]) == [claim: .lost])
    }

    @Test("A runner gives back what it does not know that it has", arguments: StoreEngine.all)
    func forgotten(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        for _ in 0..<3 { try store.add() }
        let known = try store.take(queue.runner)[0].claim
        let forgotten = try store.take(queue.runner)[0].claim
        let other = RunnerID(
            machine: queue.runner.machine, process: queue.runner.process, started: queue.runner.started,
            instance: "other")
        let others = try store.take(other)[0].claim
        #expect(try store.releaseForgotten(by: queue.runner, except: [known]) == [forgotten.job])
        let job = try #require(try store.job(forgotten.job))
        #expect(job.state == .available && job.attempt == 0 && job.failures.isEmpty)
        #expect(
            try store.status(of: [known, others, forgotten])
                == [known: .held, others: .held, forgotten: .lost])
    }

    @Test("A lease that ran out unnoticed can still be renewed", arguments: StoreEngine.all)
    func lateRenewal(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        try store.add()
        let claim = try store.take(queue.runner)[0].claim
        queue.clock.advance(.seconds(300))
        #expect(try store.renew([claim], lease: .seconds(30)) == [claim: .held])
        #expect(try store.rescue(RetryPolicy()).isEmpty)
    }

    @Test(
        "Setting the clock by a day neither loses nor steals a claim", arguments: StoreEngine.all,
        [-86_400.0, 86_400])
    func clockIsSet(engine: StoreEngine, by seconds: Double) throws {
        let queue = try TestQueue(engine)
        let (store, other) = (try queue.open(), try queue.open())
        try store.add()
        let claim = try store.take(queue.runner)[0].claim
        queue.clock.setDate(queue.clock.date + seconds)
        #expect(try other.rescue(RetryPolicy()).isEmpty)
        #expect(try store.status(of: [claim]) == [claim: .held])
        queue.clock.advance(.seconds(30))
        #expect(try other.rescue(RetryPolicy()) == [claim.job])
    }

    @Test(
        "A restart of the machine ends every lease, and is no crash of the job",
        arguments: StoreEngine.ofOneMachine)
    func reboot(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        try store.add()
        let claim = try store.take(queue.runner)[0].claim
        queue.clock.reboot()
        #expect(try store.rescue(RetryPolicy(maxCrashes: 1)) == [claim.job])
        let job = try #require(try store.job(claim.job))
        #expect(job.state == .available && job.crashes == 0 && job.attempt == 0)
        #expect(job.failures.map(\.code) == ["machineRestarted"])
    }

    @Test(
        "A job whose runners keep dying waits from the fourth time on, and is given up at last",
        arguments: StoreEngine.all)
    func losses(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        // Its attempts are for failures of its own.
        try store.add(JobDraft(kind: "work", payload: "", maxAttempts: 1))
        var jobs: [Job] = []
        for _ in 0..<5 {
            _ = try #require(try store.take(queue.runner).first)
            queue.clock.advance(.seconds(31))
            let id = try #require(try store.rescue(RetryPolicy(maxCrashes: 1, maxLosses: 5)).first)
            let job = try #require(try store.job(id))
            jobs.append(job)
            queue.clock.advance(.seconds(600))
        }
        #expect(jobs.map(\.state) == [.available, .available, .available, .retryable, .discarded])
        #expect(jobs[3].runAt > jobs[2].runAt)
        #expect(jobs.last?.losses == 5 && jobs.last?.crashes == 0)
        #expect(try store.take(queue.runner).isEmpty)
    }
}
