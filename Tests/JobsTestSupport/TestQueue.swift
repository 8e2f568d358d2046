package import Jobs
package import TestSupport

/// A new, empty queue, a clock of its own, and as many stores on it as a test wants.
package struct TestQueue: ~Copyable {
    package let place: StoreEngine.Place
    package let directory: TemporaryDirectory
    package let clock = TestClock()
    /// A runner whose process cannot be looked for.
    package let runner = RunnerID(machine: "elsewhere", process: 1, started: "elsewhere 1", instance: "a")

    package init(_ engine: StoreEngine) throws {
        let directory = try TemporaryDirectory(isInMemory: true)
        place = try engine.place(directory.path)
        self.directory = directory
    }

    /// Of the file, where the engine is SQLite.
    package var path: String { StoreEngine.sqlitePath(in: directory.path) }

    package func open() throws -> any JobStore { try place.open(clock) }
}
