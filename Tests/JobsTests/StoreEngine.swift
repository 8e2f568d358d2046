import Foundation
import Jobs
import TestSupport

/// A kind of store; each has to pass the same conformance suite.
enum StoreEngine: String, CaseIterable, Sendable {
    case sqlite
}

/// A new, empty queue, a clock of its own, and as many stores on it as a test wants.
struct TestQueue: ~Copyable {
    let engine: StoreEngine
    let directory: TemporaryDirectory
    let clock = TestClock()
    /// A runner whose process cannot be looked for.
    let runner = RunnerID(process: 1, started: "elsewhere 1", instance: "a")

    init(_ engine: StoreEngine = .sqlite) throws {
        self.engine = engine
        directory = try TemporaryDirectory(isInMemory: true)
    }

    var path: String { directory.file("queue.sqlite") }

    func open() throws -> any JobStore {
        switch engine {
        case .sqlite: try SQLiteJobStore(path: path, clock: clock)
        }
    }
}

extension JobStore {
    /// Makes one job.
    @discardableResult
    func add(_ draft: JobDraft = JobDraft(kind: "work", payload: "{}")) throws -> Job {
        guard case .created(let job) = try submit([draft]).first else { throw NotCreated() }
        return job
    }

    /// Claims jobs of kind "work".
    func take(
        _ runner: RunnerID, _ limit: Int = 1, lease: Duration = .seconds(30)
    ) throws -> [(claim: Claim, job: Job)] {
        try claim(runner, kinds: ["work"], limit: limit, lease: lease)
    }
}

struct NotCreated: Error {}

/// The code of what a call throws; nil where it throws nothing, or something else.
func code(of call: () throws -> Void) -> JobStoreError.Code? {
    do {
        try call()
        return nil
    } catch {
        return (error as? JobStoreError)?.code
    }
}
