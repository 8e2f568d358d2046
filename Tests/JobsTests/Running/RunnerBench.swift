import Foundation
import GRDB
import TestSupport
import Testing
internal import Threading

@testable import Jobs

/// A queue on this machine's clock, and runners that tell what they do.
final class RunnerBench: Sendable {
    private let directory: TemporaryDirectory
    private let log = Lock<[RunnerEvent]>([])

    init() throws {
        directory = try TemporaryDirectory(isInMemory: true)
    }

    private var path: String { directory.file("queue.sqlite") }

    var events: [RunnerEvent] { log.withLock { $0 } }

    var storeFailures: [JobStoreError.Code] {
        events.compactMap { if case .storeFailed(let error) = $0 { error.code } else { nil } }
    }

    func open() throws(JobStoreError) -> SQLiteJobStore {
        try SQLiteJobStore(path: path)
    }

    /// - Parameters:
    ///   - flag: while it is set, the runner's stores cannot write.
    ///   - code: what they say then.
    ///   - index: of the only store that does so, in the order in which they are opened; nil for all.
    func runner(
        cores: Int = 2, slots: Int = 1, policy: RetryPolicy = RetryPolicy(), lease: Duration = .seconds(30),
        breaking flag: Flag = Flag(), as code: JobStoreError.Code = .diskFull, only index: Int? = nil,
        perform: @escaping @Sendable (Job, JobContext) async -> JobOutcome
    ) -> Runner {
        let opened = Lock(0)
        return Runner(
            kinds: ["work"], budget: ConcurrencyLimits(cores: cores, memory: slots, memoryPerJob: 1),
            policy: policy,
            lease: lease,
            openStore: { [path] () throws(JobStoreError) in
                let number = opened.withLock { count in
                    count += 1
                    return count - 1
                }
                let breaks = index == nil || index == number
                return BreakableStore(
                    try SQLiteJobStore(path: path), isBroken: breaks ? flag : Flag(), code: code)
            },
            onEvent: { [self] event in log.withLock { $0.append(event) } }, perform: perform)
    }

    func removeQueue() {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Waits until something is so; ten minutes are for a hang, since a thousand tests share a thread for each
    /// core.
    func eventually(_ isSo: () throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(600)
        while try !isSo() {
            try #require(ContinuousClock.now < deadline, "it did not come to that within ten minutes")
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}

/// Something that is so or not.
final class Flag: Sendable {
    private let value = Lock(false)

    var isSet: Bool { value.withLock { $0 } }

    func set(_ isSet: Bool) {
        value.withLock { $0 = isSet }
    }
}

extension JobContext {
    /// Waits until the job is to stop.
    func untilStopped() async {
        await withCheckedContinuation { continuation in
            onStop { _ in continuation.resume() }
        }
    }
}

/// Opens after it has been asked to so many times, and lets everybody through then.
final class Gate: Sendable {
    private let state: Lock<(left: Int, waiting: [CheckedContinuation<Void, Never>])>

    init(count: Int = 1) {
        state = Lock((count, []))
    }

    func open() {
        let waiting = state.withLock { state in
            state.left -= 1
            guard state.left <= 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiting = [] }
            return state.waiting
        }
        for one in waiting { one.resume() }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if state.left > 0 { state.waiting.append(continuation) }
                return state.left <= 0
            }
            if isOpen { continuation.resume() }
        }
    }
}

extension SQLiteJobStore {
    /// Has another runner claim a running job, as after a lease that ran out.
    func usurp(_ id: JobID) throws {
        try write { db in
            try db.execute(
                sql: "UPDATE job SET fence = fence + 1, attempt = attempt + 1 WHERE id = ?",
                arguments: [id.number])
        }
    }

    /// When a running job's lease ends, in milliseconds since the machine's start.
    func leaseEnd(_ id: JobID) throws -> Int64? {
        try read { db in
            try Int64.fetchOne(db, sql: "SELECT leaseUntil FROM job WHERE id = ?", arguments: [id.number])
        }
    }
}
