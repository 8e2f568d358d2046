internal import Dispatch

/// A thread for one stage's blocking work.
///
/// Codecs, files and kernels block or compute for milliseconds at a time; on Swift's cooperative
/// pool they would starve timers and everything else that only waits. A serial queue runs on a
/// thread beside that pool, and a stage is sequential by nature, so one queue per stage is all the
/// pool that is needed: what a stage awaits suspends it and frees the thread.
public final class StageExecutor: TaskExecutor {
    private let queue: DispatchQueue

    /// - Parameter label: shown by debuggers and profilers.
    public init(_ label: String) {
        queue = DispatchQueue(label: label, qos: .userInitiated)
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = unsafe asUnownedTaskExecutor()
        queue.async { unsafe job.runSynchronously(on: executor) }
    }

    /// Runs blocking work on a thread of its own and waits for it without occupying one.
    ///
    /// Cancelling the caller does not stop the work; give it an `Interruption` for that.
    public static func run<R: Sendable, E: Error>(
        _ label: String, _ work: @escaping @Sendable () throws(E) -> R
    ) async throws(E) -> R {
        try await Task(executorPreference: StageExecutor(label)) { () -> Result<R, E> in
            Result(catching: work)
        }.value.get()
    }
}
