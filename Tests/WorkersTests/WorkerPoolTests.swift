import Foundation
import Probing
import TestSupport
import Testing
internal import Threading

@testable import Workers

/// Who gets which worker.
@Suite struct WorkerPoolTests {
    /// A worker that leaves its number in a file when it starts, and one when it has its request.
    private static func worker(in folder: borrowing TemporaryDirectory) throws -> LyingWorker {
        try LyingWorker(
            before: "open('\(folder.path)/started-%d' % os.getpid(), 'w').close()",
            "open('\(folder.path)/used-%d' % os.getpid(), 'w').close(); answer('{}')")
    }

    /// The numbers of the processes that left a file.
    private static func numbers(_ what: String, in folder: borrowing TemporaryDirectory) -> Set<Int32> {
        Set(
            folder.contents.compactMap { name in
                name.hasPrefix("\(what)-") ? Int32(name.dropFirst(what.count + 1)) : nil
            })
    }

    private static func started(
        _ count: Int, in folder: borrowing TemporaryDirectory
    ) async throws -> Set<Int32> {
        for _ in 0..<1000 {
            let found = numbers("started", in: folder)
            if found.count >= count { return found }
            try await Task.sleep(for: .milliseconds(20))
        }
        return numbers("started", in: folder)
    }

    private static func isGone(_ process: Int32) async throws -> Bool {
        for _ in 0..<500 {
            if kill(process, 0) != 0 { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    /// Has a worker perform the task that needs no file.
    @discardableResult
    private static func ask(
        _ pool: WorkerPool, _ cancellation: CancellationToken = CancellationToken()
    ) async throws(MediaError) -> [String: Bool] {
        try await pool.perform(
            WorkerRequest(SelfTestTask()), files: [], outputs: nil, cancellation: cancellation
        ) { _ in }
    }

    private static func failure(
        _ pool: WorkerPool, _ cancellation: CancellationToken = CancellationToken()
    ) async -> MediaError? {
        do throws(MediaError) {
            try await ask(pool, cancellation)
            return nil
        } catch {
            return error
        }
    }

    @Test("A worker that was started ahead gets the first request, and no second one")
    func handsOutOnce() async throws {
        let folder = try TemporaryDirectory()
        let worker = try Self.worker(in: folder)
        let pool = WorkerPool(executable: worker.program)
        pool.prepare(1)
        let prepared = try await Self.started(1, in: folder)
        #expect(prepared.count == 1)
        try await Self.ask(pool)
        #expect(Self.numbers("used", in: folder) == prepared)
        try await Self.ask(pool)
        let used = Self.numbers("used", in: folder)
        #expect(used.count == 2 && used.isSuperset(of: prepared))
        #expect(Self.numbers("started", in: folder) == used)
    }

    @Test("Requests that come at once get a worker each")
    func handsOutToMany() async throws {
        let folder = try TemporaryDirectory()
        let worker = try Self.worker(in: folder)
        let pool = WorkerPool(executable: worker.program)
        pool.prepare(2)
        async let first = Self.ask(pool)
        async let second = Self.ask(pool)
        async let third = Self.ask(pool)
        _ = try await (first, second, third)
        #expect(Self.numbers("used", in: folder).count == 3)
    }

    @Test("A worker that died while it waited is replaced")
    func replacesDead() async throws {
        let folder = try TemporaryDirectory()
        let worker = try Self.worker(in: folder)
        let pool = WorkerPool(executable: worker.program)
        pool.prepare(1)
        let dead = try #require(try await Self.started(1, in: folder).first)
        kill(dead, SIGKILL)
        // It ends a moment later.
        try await Task.sleep(for: .milliseconds(200))
        #expect(try await Self.ask(pool) == [:])
        let used = Self.numbers("used", in: folder)
        #expect(used.count == 1 && !used.contains(dead))
        #expect(try await Self.isGone(dead))
    }

    @Test("Workers that wait end with their pool")
    func retires() async throws {
        let folder = try TemporaryDirectory()
        let worker = try Self.worker(in: folder)
        var pool: WorkerPool? = WorkerPool(executable: worker.program)
        pool?.prepare(2)
        let waiting = try await Self.started(2, in: folder)
        #expect(waiting.count == 2)
        pool = nil
        for process in waiting { #expect(try await Self.isGone(process)) }
        #expect(Self.numbers("used", in: folder).isEmpty)
    }

    @Test("No more workers work at a time than the pool allows")
    func bounds() async throws {
        let folder = try TemporaryDirectory()
        let worker = try LyingWorker(
            """
            busy = '\(folder.path)/busy'
            os.mkdir(busy)
            time.sleep(0.2)
            os.rmdir(busy)
            answer('{}')
            """)
        let pool = WorkerPool(executable: worker.program, limit: 1)
        async let first = Self.ask(pool)
        async let second = Self.ask(pool)
        async let third = Self.ask(pool)
        let answers = try await [first, second, third]
        #expect(answers == [[:], [:], [:]])
    }

    @Test("A request that is cancelled while it waits for its turn starts no worker")
    func cancelsWaiting() async throws {
        let folder = try TemporaryDirectory()
        let worker = try LyingWorker(
            "open('\(folder.path)/used-%d' % os.getpid(), 'w').close()\nwhile True: time.sleep(1000)")
        let pool = WorkerPool(executable: worker.program, limit: 1)
        let first = CancellationToken()
        async let busy = Self.failure(pool, first)
        while Self.numbers("used", in: folder).isEmpty { try await Task.sleep(for: .milliseconds(20)) }
        let second = CancellationToken()
        async let waiting = Self.failure(pool, second)
        try await Task.sleep(for: .milliseconds(100))
        second.cancel()
        let stopped = await waiting
        #expect(stopped?.code == .cancelled)
        #expect(Self.numbers("used", in: folder).count == 1)
        first.cancel()
        let ended = await busy
        #expect(ended?.code == .cancelled)
        #expect(Self.numbers("used", in: folder).count == 1)
    }

    @Test("A program that cannot be started is one error, prepared or not")
    func missingProgram() async throws {
        let pool = WorkerPool(executable: "/nowhere/storymedia")
        pool.prepare(1)
        let error = await Self.failure(pool)
        #expect(error?.code == .crashed)
        #expect(error?.message.contains("cannot be started") == true)
    }
}
