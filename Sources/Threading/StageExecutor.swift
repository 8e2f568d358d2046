internal import Dispatch
internal import Synchronization

/// A thread for one stage's blocking work.
///
/// Codecs, files and kernels block or compute for milliseconds at a time. On Swift's cooperative pool, they would
/// starve timers and other tasks that only wait. A serial queue runs on a thread outside that pool. A stage is
/// sequential by nature, so one queue for each stage is enough: when the stage awaits something, it suspends and frees
/// the thread.
public final class StageExecutor: TaskExecutor {
    private let queue: DispatchQueue

    /// - Parameter label: the name that debuggers and profilers show.
    public init(_ label: String) {
        // No higher class than other work: on Linux, a process that may raise priorities (root) would raise this
        // thread's, and the renewal of leases must not wait for codecs.
        queue = DispatchQueue(label: label, qos: .default)
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = unsafe asUnownedTaskExecutor()
        queue.async { unsafe job.runSynchronously(on: executor) }
    }

    /// Waits without occupying a thread.
    ///
    /// Not `Task.sleep`, because its clock runs on Swift's pool. In a confined process, Dispatch cannot monitor that
    /// pool's threads: it reads `/proc/TID/stat` of each, and ends the process if it cannot.
    ///
    /// - Throws: `CancellationError` as soon as the task is cancelled.
    package func sleep(for seconds: Double) async throws {
        let nap = Nap()
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                nap.begin(continuation)
                queue.asyncAfter(deadline: .now() + seconds) { nap.end() }
            }
        } onCancel: {
            nap.end()
        }
        try Task.checkCancellation()
    }

    /// Runs blocking work on a thread of its own and waits for it without occupying another.
    ///
    /// Cancelling the caller does not stop the work; pass it a `CancellationToken` for that.
    public static func run<R: Sendable, E: Error>(
        _ label: String, _ work: @escaping @Sendable () throws(E) -> R
    ) async throws(E) -> R {
        try await Task(executorPreference: StageExecutor(label)) { () -> Result<R, E> in
            Result(catching: work)
        }.value.get()
    }
}

/// A wait that ends once: when its time is over, or earlier.
private final class Nap: Sendable {
    private enum State {
        case notBegun, over
        case waiting(CheckedContinuation<Void, Never>)
    }

    private let state = Mutex(State.notBegun)

    func begin(_ continuation: CheckedContinuation<Void, Never>) {
        let isOver = state.withLock { state in
            if case .over = state { return true }
            state = .waiting(continuation)
            return false
        }
        if isOver { continuation.resume() }
    }

    func end() {
        let before = state.withLock { state in
            defer { state = .over }
            return state
        }
        if case .waiting(let continuation) = before { continuation.resume() }
    }
}
