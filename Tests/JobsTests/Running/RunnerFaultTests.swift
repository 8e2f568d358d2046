import Foundation
import JobsTestSupport
import TestSupport
import Testing
internal import Threading

@testable import Jobs

@Suite(.timeLimit(.minutes(20))) struct RunnerFaultTests {
    @Test("Leases are renewed for as long as a job takes", arguments: StoreEngine.all)
    func renews(engine: StoreEngine) async throws {
        let bench = try RunnerBench(engine)
        let store = try bench.open()
        let job = try store.add()
        let runner = bench.runner(lease: .seconds(6)) { _, context in
            while bench.renewals < 3, context.stopReason == nil {
                try? await Task.sleep(for: .milliseconds(50))
            }
            return context.stopReason == nil ? .completed(result: "") : .interrupted
        }
        try await runner.run(until: .idle)
        let after = try #require(try store.job(job.id))
        #expect(after.state == .completed && after.failures.isEmpty)
    }

    @Test(
        "A job whose claim another runner has taken is told, and its end changes nothing",
        arguments: StoreEngine.all)
    func claimIsTaken(engine: StoreEngine) async throws {
        let bench = try RunnerBench(engine)
        let store = try bench.open()
        let job = try store.add()
        let started = TestGate()
        let refused = Lock<JobStoreError.Code?>(nil)
        let runner = bench.runner { _, context in
            started.open()
            await context.untilStopped()
            do { try await context.withClaim {} } catch {
                refused.withLock { $0 = (error as? JobStoreError)?.code }
            }
            return context.stopReason == .claimLost ? .completed(result: "stale") : .interrupted
        }
        let run = Task { try await runner.run() }
        await started.wait()
        try store.usurp(job.id)
        try await bench.eventually { bench.events.contains { if case .lost = $0 { true } else { false } } }
        runner.stop()
        try await run.value
        #expect(refused.withLock { $0 } == .claimLost)
        let after = try #require(try store.job(job.id))
        #expect(after.state == .running && after.fence == 2 && after.result == nil)
    }

    @Test(
        "A runner that cannot renew stops its job before another runner can have it",
        arguments: StoreEngine.all, [JobStoreError.Code.diskFull, .unreachable])
    func cannotRenew(engine: StoreEngine, code: JobStoreError.Code) async throws {
        let bench = try RunnerBench(engine)
        let store = try bench.open()
        try store.add()
        let stopped = Lock<StopReason?>(nil)
        let isBroken = Flag()
        let runner = bench.runner(lease: .seconds(6), breaking: isBroken, as: code) { _, context in
            if stopped.withLock({ $0 == nil }) { isBroken.set(true) }
            await context.untilStopped()
            // What is given back may be begun again before the runner is stopped.
            if let reason = context.stopReason, reason != .shutdown {
                stopped.withLock { $0 = reason }
            }
            isBroken.set(false)
            return .interrupted
        }
        let run = Task { try await runner.run() }
        try await bench.eventually { stopped.withLock { $0 != nil } }
        runner.stop()
        try await run.value
        #expect(stopped.withLock { $0 } == .claimLost)
        #expect(bench.storeFailures.count > 1, "it must not give up at the first failure")
        #expect(try store.counts()[.available] == 1, "once it can write again, it gives the job back")
    }

    @Test(
        "The end of a job is written when the disk has room again, or the store can be reached again",
        arguments: StoreEngine.all, [JobStoreError.Code.diskFull, .unreachable])
    func endIsWrittenLater(engine: StoreEngine, code: JobStoreError.Code) async throws {
        let bench = try RunnerBench(engine)
        let store = try bench.open()
        let job = try store.add()
        let isBroken = Flag()
        let runner = bench.runner(breaking: isBroken, as: code) { _, _ in
            isBroken.set(true)
            return .completed(result: "done")
        }
        let run = Task { try await runner.run(until: .idle) }
        try await bench.eventually { bench.storeFailures.contains(code) }
        #expect(try store.job(job.id)?.state == .running)
        isBroken.set(false)
        try await run.value
        let after = try #require(try store.job(job.id))
        #expect(after.state == .completed && after.attempt == 1)
    }

    @Test(
        "A runner waits for a store that cannot be reached, and goes on with it", arguments: StoreEngine.all)
    func waitsForStore(engine: StoreEngine) async throws {
        let bench = try RunnerBench(engine)
        let store = try bench.open()
        let isBroken = Flag()
        let runner = bench.runner(breaking: isBroken, as: .unreachable) { _, _ in .completed(result: "done") }
        let run = Task { try await runner.run() }
        let first = try store.add()
        try await bench.eventually { try store.job(first.id)?.state == .completed }
        isBroken.set(true)
        let second = try store.add()
        // Of both threads that ask it: the one that claims, and the one that rescues.
        try await bench.eventually { bench.storeFailures.count { $0 == .unreachable } > 3 }
        #expect(try store.job(second.id)?.state == .available)
        isBroken.set(false)
        try await bench.eventually { try store.job(second.id)?.state == .completed }
        runner.stop()
        try await run.value
        #expect(Set(bench.storeFailures) == [.unreachable])
    }

    @Test("A result that cannot be kept fails the job instead of losing it", arguments: StoreEngine.all)
    func badResult(engine: StoreEngine) async throws {
        let bench = try RunnerBench(engine)
        let store = try bench.open()
        let job = try store.add()
        let runner = bench.runner { _, _ in .completed(result: "a\0b") }
        try await runner.run(until: .idle)
        let after = try #require(try store.job(job.id))
        #expect(after.state == .discarded && after.failures.map(\.code) == ["internalError"])
    }

    @Test("A queue that cannot be used any more ends the runner with the reason", arguments: StoreEngine.all)
    func queueIsRemoved(engine: StoreEngine) async throws {
        let bench = try RunnerBench(engine)
        let store = try bench.open()
        try store.add()
        let runner = bench.runner(slots: 2) { _, context in
            await context.untilStopped()
            return .interrupted
        }
        let run = Task { try await runner.run() }
        try await bench.eventually { try store.counts()[.running] == 1 }
        bench.removeQueue()
        let error = await #expect(throws: JobStoreError.self) { try await run.value }
        #expect(error?.code == .cannotOpen)
    }

    @Test(
        "A runner that can write no more how its jobs ended claims no further ones, and says why",
        arguments: StoreEngine.all)
    func endsCannotBeWritten(engine: StoreEngine) async throws {
        let bench = try RunnerBench(engine)
        let store = try bench.open()
        for _ in 0..<3 { try store.add() }
        let isBroken = Flag()
        let begun = Lock(0)
        let runner = bench.runner(breaking: isBroken, as: .cannotOpen, only: 2) { _, _ in
            begun.withLock { $0 += 1 }
            isBroken.set(true)
            return .completed(result: "")
        }
        let error = await #expect(throws: JobStoreError.self) { try await runner.run(until: .idle) }
        #expect(error?.code == .cannotOpen)
        #expect(begun.withLock { $0 } == 1)
        let counts = try store.counts()
        #expect(counts[.running] == 1 && counts[.available] == 2)
    }

    @Test("A queue that cannot be opened is said at once")
    func cannotOpen() async throws {
        let runner = Runner(
            kinds: ["work"], budget: ConcurrencyLimits(cores: 1, memoryPerJob: 1),
            openStore: { () throws(JobStoreError) in throw JobStoreError(.cannotOpen, "no queue") },
            perform: { _, _ in .interrupted })
        let error = await #expect(throws: JobStoreError.self) { try await runner.run() }
        #expect(error?.code == .cannotOpen)
    }

    /// How soon, `scripts/pickup` measures.
    @Test("New work is taken up at any moment, and each once", arguments: StoreEngine.all)
    func pickup(engine: StoreEngine) async throws {
        let bench = try RunnerBench(engine)
        let store = try bench.open()
        let starts = Lock<[JobID: Int]>([:])
        let runner = bench.runner { job, _ in
            starts.withLock { $0[job.id, default: 0] += 1 }
            return .completed(result: "")
        }
        let run = Task { try await runner.run() }
        for _ in 0..<40 {
            let job = try store.add()
            try await bench.eventually { starts.withLock { $0[job.id] } != nil }
            try await Task.sleep(for: .milliseconds(Int.random(in: 0..<30)))
        }
        runner.stop()
        try await run.value
        #expect(starts.withLock { $0.values.sorted() } == [Int](repeating: 1, count: 40))
    }
}
