import Foundation
import JobsTestSupport
import TestSupport
import Testing
internal import Threading

@testable import Jobs

@Suite(.timeLimit(.minutes(20))) struct RunnerTests {
    @Test(
        "Jobs are run in order, with the threads of all cores, and their results are kept",
        arguments: StoreEngine.all)
    func runsAll(engine: StoreEngine) async throws {
        let bench = try RunnerBench(engine)
        let store = try bench.open()
        for number in 0..<5 { try store.add(JobDraft(kind: "work", payload: "\(number)")) }
        let order = Lock<[String]>([])
        let runner = bench.runner(cores: 4, slots: 1) { job, context in
            order.withLock { $0.append(job.payload) }
            return context.threads == 4
                ? .completed(result: job.payload + "!")
                : .failed(code: "threads", message: "\(context.threads)", canRetry: false)
        }
        try await runner.run(until: .idle)
        #expect(order.withLock { $0 } == ["0", "1", "2", "3", "4"])
        let jobs = try store.jobs(JobQuery())
        #expect(jobs.map(\.result) == ["4!", "3!", "2!", "1!", "0!"])
        #expect(jobs.allSatisfy { $0.state == .completed && $0.attempt == 1 })
    }

    @Test(
        "Jobs run side by side, as many as there are slots, and share the cores", arguments: StoreEngine.all)
    func sideBySide(engine: StoreEngine) async throws {
        let bench = try RunnerBench(engine)
        let store = try bench.open()
        _ = try store.submit((0..<6).map { JobDraft(kind: "work", payload: "\($0)") })
        let running = Lock((now: 0, most: 0))
        let threads = Lock<[Int]>([])
        let both = TestGate()
        let runner = bench.runner(cores: 4, slots: 2) { _, context in
            let now = running.withLock { state in
                state.now += 1
                state.most = max(state.most, state.now)
                return state.now
            }
            threads.withLock { $0.append(context.threads) }
            if now == 2 { both.open() }
            await both.wait()
            running.withLock { $0.now -= 1 }
            return .completed(result: "")
        }
        try await runner.run(until: .idle)
        #expect(running.withLock { $0.most } == 2)
        #expect(threads.withLock { $0.prefix(2) } == [2, 2])
        #expect(try store.counts()[.completed] == 6)
    }

    @Test("A cancel reaches a running job, and another's job goes on", arguments: StoreEngine.all)
    func cancels(engine: StoreEngine) async throws {
        let bench = try RunnerBench(engine)
        let store = try bench.open()
        let doomed = try store.add()
        let other = try store.add()
        let (started, finish) = (TestGate(count: 2), TestGate())
        let runner = bench.runner(slots: 2) { job, context in
            started.open()
            if job.id == doomed.id {
                await context.untilStopped()
                return context.stopReason == .cancelRequested ? .cancelled : .interrupted
            }
            await finish.wait()
            return context.stopReason == nil ? .completed(result: "") : .interrupted
        }
        let run = Task { try await runner.run(until: .idle) }
        await started.wait()
        let asked = ContinuousClock.now
        _ = try store.cancel(doomed.id)
        try await bench.eventually { try store.job(doomed.id)?.state == .cancelled }
        print("cancel reached a running job and it ended after \(ContinuousClock.now - asked)")
        #expect(try store.job(other.id)?.state == .running)
        finish.open()
        try await run.value
        #expect(try store.job(other.id)?.state == .completed)
    }

    @Test(
        "A stop lets go of what runs, and the attempt does not count", arguments: StoreEngine.all,
        [false, true])
    func stops(engine: StoreEngine, byCancellingTask: Bool) async throws {
        let bench = try RunnerBench(engine)
        let store = try bench.open()
        let job = try store.add()
        let started = TestGate()
        let runner = bench.runner { _, context in
            started.open()
            // What a worker's teardown hangs on: the task is cancelled.
            while !Task.isCancelled { try? await Task.sleep(for: .milliseconds(10)) }
            return context.stopReason == .shutdown ? .interrupted : .completed(result: "")
        }
        let run = Task { try await runner.run() }
        await started.wait()
        if byCancellingTask { run.cancel() } else { runner.stop() }
        try await run.value
        let after = try #require(try store.job(job.id))
        #expect(after.state == .available && after.attempt == 0 && after.fence == 1)
        // A runner that was stopped claims nothing.
        try await runner.run()
        #expect(try store.job(job.id) == after)
    }

    @Test("A failure is tried again later if that may help, and not else", arguments: StoreEngine.all)
    func retries(engine: StoreEngine) async throws {
        let bench = try RunnerBench(engine)
        let store = try bench.open()
        for code in ["later", "never", "crash"] {
            try store.add(JobDraft(kind: "work", payload: code, maxAttempts: 4))
        }
        let policy = RetryPolicy(
            firstDelay: .milliseconds(1), longestDelay: .milliseconds(4), maxCrashes: 2)
        let runner = bench.runner(policy: policy) { job, _ in
            .failed(
                code: job.payload, message: "attempt \(job.attempt)", canRetry: job.payload != "never",
                isCrash: job.payload == "crash")
        }
        let run = Task { try await runner.run() }
        try await bench.eventually { try store.counts()[.discarded] == 3 }
        runner.stop()
        try await run.value
        let attempts = try store.jobs(JobQuery()).map { ($0.payload, $0.attempt, $0.failures.count) }
        #expect(attempts.map(\.0) == ["crash", "never", "later"])
        #expect(attempts.map(\.1) == [2, 1, 4])
        #expect(attempts.map(\.2) == [2, 1, 4])
    }

    @Test("A part that is done is not done again, and progress is seen", arguments: StoreEngine.all)
    func stepsAndProgress(engine: StoreEngine) async throws {
        let bench = try RunnerBench(engine)
        let store = try bench.open()
        let job = try store.add()
        let policy = RetryPolicy(firstDelay: .milliseconds(1), longestDelay: .milliseconds(1))
        let runner = bench.runner(policy: policy) { job, context in
            if let output = context.output(of: "cover") {
                let published = try? await context.withClaim { "published " + output }
                return .completed(result: published ?? "")
            }
            for number in 0..<1000 {
                context.report(JobProgress(stage: "encode", fraction: Double(number) / 1000))
            }
            try? await context.finish(step: "cover", output: "c.jpg")
            let seen = (try? store.job(job.id))?.flatMap { $0.progress }
            return .failed(code: "x", message: "\(seen?.fraction ?? -1)", canRetry: true)
        }
        let run = Task { try await runner.run() }
        try await bench.eventually { try store.job(job.id)?.state == .completed }
        runner.stop()
        try await run.value
        let done = try #require(try store.job(job.id))
        #expect(done.result == "published c.jpg")
        #expect(done.failures.first?.message == "0.0", "the first of 1000 reports is written, and no other")
    }
}
