internal import Synchronization

/// A worker process that was started for an order that is about to come.
final class SpareWorker: Sendable {
    private let run = Mutex<WorkerRun?>(nil)

    /// Starts the process, unless one stands ready.
    func start(_ executable: String) {
        run.withLock { run in
            // Where it cannot be started now, the order's own start says why.
            if run == nil { run = try? WorkerRun(executable, isVerbose: false) }
        }
    }

    /// The process, given out once; nil where there is none.
    func take() -> WorkerRun? { run.withLock { $0.take() } }
}
