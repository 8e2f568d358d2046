internal import Sandbox
internal import Subprocess

/// A running worker process, as its supervisor sees it.
protocol WorkerHandle: Sendable {
    /// Kills the process at once.
    func kill()

    /// How many threads the process has; nil if the system does not tell.
    var threadCount: Int? { get }

    /// Whether the process has ended.
    var hasEnded: Bool { get }

    /// Waits for the process to end, at most for `patience`. Blocks.
    ///
    /// - Returns: whether it has ended.
    func waitForEnd(_ patience: Duration) -> Bool
}

extension ForkedProcess: WorkerHandle {
    func kill() { stop() }

    var threadCount: Int? { child.threadCount }

    var hasEnded: Bool { child.hasEnded }

    func waitForEnd(_ patience: Duration) -> Bool { child.waitForEnd(patience) }
}

/// A worker that runs as a program of its own.
struct ExecutedWorker<Input: InputProtocol, Output: OutputProtocol, Errors: OutputProtocol>: WorkerHandle {
    private let execution: Execution<Input, Output, Errors>

    init(_ execution: Execution<Input, Output, Errors>) { self.execution = execution }

    private var child: ChildProcess { ChildProcess(execution.processIdentifier.value) }

    func kill() { try? execution.send(signal: .kill) }

    var threadCount: Int? { child.threadCount }

    var hasEnded: Bool { child.hasEnded }

    func waitForEnd(_ patience: Duration) -> Bool { child.waitForEnd(patience) }
}
