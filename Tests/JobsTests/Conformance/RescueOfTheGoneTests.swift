import Foundation
import JobsTestSupport
import TestSupport
import Testing

@testable import Jobs

@Suite struct RescueOfTheGoneTests {
    /// A process that does nothing until it is killed.
    private static func sleeper() throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sleep")
        process.arguments = ["60"]
        try process.run()
        return process
    }

    @Test(
        "The job of a process that is gone is taken at once, long before its lease ends",
        arguments: StoreEngine.all)
    func gone(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        let process = try Self.sleeper()
        let runner = try #require(RunnerID(process: process.processIdentifier))
        try store.add()
        let claim = try store.take(runner, lease: .seconds(3600))[0].claim
        #expect(try store.rescue(RetryPolicy()).isEmpty)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(try store.rescue(RetryPolicy()) == [claim.job])
        let failure = try #require(try store.job(claim.job)?.failures.first)
        #expect(failure.code == "runnerGoneAlone" && !failure.isCrash)
        #expect(failure.message.contains("\(process.processIdentifier)"))
        #expect(try store.job(claim.job)?.losses == 2)
    }

    @Test(
        "Jobs that a runner had side by side share the blame for its end, and one that it had alone bears it",
        arguments: StoreEngine.all)
    func sharesBlame(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        let policy = RetryPolicy(maxLosses: 4)
        func endRunner(jobs: Int) throws -> [Job] {
            let process = try Self.sleeper()
            let runner = try #require(RunnerID(process: process.processIdentifier))
            let claims = try store.take(runner, jobs, lease: .seconds(3600))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            #expect(try store.rescue(policy).count == jobs)
            return try claims.map { try #require(try store.job($0.claim.job)) }
        }
        try store.add()
        try store.add()
        #expect(try endRunner(jobs: 2).map(\.losses) == [1, 1])
        #expect(try endRunner(jobs: 2).map(\.state) == [.available, .available])
        let alone = try endRunner(jobs: 1)
        #expect(alone.map(\.losses) == [4] && alone.map(\.state) == [.discarded])
    }

    @Test("A later process of the same number is not the one that was")
    func reusedNumber() throws {
        let own = RunnerID.current()
        #expect(!own.isGone)
        let parts = own.started.split(separator: " ")
        let earlier = RunnerID(
            machine: own.machine, process: own.process, started: "\(parts[0]) 1", instance: "x")
        #expect(earlier.isGone)
    }

    @Test("Of a process in another container it cannot be said that it is gone")
    func otherNamespace() throws {
        let process = try Self.sleeper()
        let here = try #require(RunnerID(process: process.processIdentifier))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(here.isGone)
        let time = here.started.split(separator: " ")[1]
        #expect(
            !RunnerID(machine: here.machine, process: here.process, started: "pid:[1] \(time)", instance: "x")
                .isGone)
        #expect(
            !RunnerID(machine: here.machine, process: here.process, started: "unknown", instance: "x").isGone)
    }

    @Test(
        "Of a process on another machine, or before a restart of this one, it cannot be said that it is gone")
    func otherMachine() throws {
        let process = try Self.sleeper()
        let here = try #require(RunnerID(process: process.processIdentifier))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(here.isGone)
        // On every Linux machine, the first namespace of process numbers has the same name.
        let there = RunnerID(
            machine: "af9e1ffd-25a1-4d1e-9a5e-5b1f6a9b2c11", process: here.process, started: here.started,
            instance: here.instance)
        #expect(!there.isGone)
    }

    @Test("A process that has ended is gone even while its parent has not noticed")
    func zombie() async throws {
        // The shell starts a child that ends, and becomes a program that never waits for it.
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "sleep 0.2 & echo $!; exec sleep 60"]
        process.standardOutput = output
        try process.run()
        defer { kill(process.processIdentifier, SIGKILL) }
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let number = try #require(Int32(line.trimmingCharacters(in: .whitespacesAndNewlines)))
        let child = try #require(RunnerID(process: number))
        #expect(!child.isGone)
        let deadline = ContinuousClock.now + .seconds(20)
        while !child.isGone, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(20)) }
        #expect(child.isGone)
    }
}
