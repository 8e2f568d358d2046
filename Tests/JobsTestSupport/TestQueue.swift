package import Jobs
package import TestSupport

/// A new, empty queue, a clock of its own, and as many stores on it as a test wants.
package struct TestQueue: ~Copyable {
    package let place: StoreEngine.Place
    package let directory: TemporaryDirectory
    package let clock = TestClock()
    /// A runner whose process cannot be looked for.
    package let runner = RunnerID(host: "elsewhere", process: 1, started: "elsewhere 1", instance: "a")

    package init(_ engine: StoreEngine = .sqlite) throws {
        let directory = try TemporaryDirectory(isInMemory: true)
        place = try engine.place(directory.path)
        self.directory = directory
    }

    /// Of the file, where the engine is SQLite.
    package var path: String { StoreEngine.sqlitePath(in: directory.path) }

    package func open() throws -> any JobStore { try place.open(clock) }
}

extension JobStore {
    /// Makes one job.
    @discardableResult
    package func add(_ draft: JobDraft = JobDraft(kind: "work", payload: "{}")) throws -> Job {
        guard case .created(let job) = try submit([draft]).first else { throw NotCreated() }
        return job
    }

    /// Claims jobs of kind "work".
    package func take(
        _ runner: RunnerID, _ limit: Int = 1, lease: Duration = .seconds(30)
    ) throws -> [(claim: Claim, job: Job)] {
        try claim(runner, kinds: ["work"], limit: limit, lease: lease)
    }
}

private struct NotCreated: Error {}

/// The code of what a call throws; nil where it throws nothing, or something else.
package func code(of call: () throws -> Void) -> JobStoreError.Code? {
    do {
        try call()
        return nil
    } catch {
        return (error as? JobStoreError)?.code
    }
}
