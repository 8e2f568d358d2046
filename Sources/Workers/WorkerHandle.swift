internal import Sandbox

/// A running worker process, as its supervisor sees it.
protocol WorkerHandle: Sendable {
    /// Ends the process at once, without asking it.
    func kill()

    /// How many threads the process has; nil where the system does not say.
    var threadCount: Int? { get }

    /// Waits until the process has ended, for as long as `patience`. Blocks.
    ///
    /// - Returns: whether it has ended.
    func waitForEnd(_ patience: Duration) -> Bool
}

extension ForkedProcess: WorkerHandle {
    func kill() { stop() }

    var threadCount: Int? { child.threadCount }

    func waitForEnd(_ patience: Duration) -> Bool { child.waitForEnd(patience) }
}
