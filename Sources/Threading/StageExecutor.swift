internal import Dispatch
internal import Synchronization

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
        // No more than others get: on Linux a higher class is a higher priority for who may have one (root),
        // and what keeps leases must not wait for codecs.
        queue = DispatchQueue(label: label, qos: .default)
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = unsafe asUnownedTaskExecutor()
        queue.async { unsafe job.runSynchronously(on: executor) }
    }

    /// Waits without occupying a thread.
    ///
    /// Not `Task.sleep`, whose clock is Swift's pool: in a confined process Dispatch may not look after
    /// that pool's threads (it reads `/proc/TID/stat` of each, and ends the process where it cannot).
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

    /// Runs blocking work on a thread of its own and waits for it without occupying one.
    ///
    /// Cancelling the caller does not stop the work; give it an `CancellationToken` for that.
    public static func run<R: Sendable, E: Error>(
        _ label: String, _ work: @escaping @Sendable () throws(E) -> R
    ) async throws(E) -> R {
        try await Task(executorPreference: StageExecutor(label)) { () -> Result<R, E> in
            Result(catching: work)
        }.value.get()
    }
}

/// A wait that ends once, by the clock or before.
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
