internal import Sandbox

/// A running worker process, as its supervisor sees it.
protocol WorkerHandle: Sendable {
    /// Kills the process at once.
    func kill()

    /// How many threads the process has; nil if the system does not tell.
    var threadCount: Int? { get }

    /// Waits for the process to end, at most for `patience`. Blocks.
    ///
    /// - Returns: whether it has ended.
    func waitForEnd(_ patience: Duration) -> Bool
}

extension ForkedProcess: WorkerHandle {
    func kill() { stop() }

    var threadCount: Int? { child.threadCount }

    func waitForEnd(_ patience: Duration) -> Bool { child.waitForEnd(patience) }
}
