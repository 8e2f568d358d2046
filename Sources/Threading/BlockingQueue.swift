internal import Dispatch

/// A thread for calls that block, such as those of a database, beside Swift's cooperative pool.
///
/// The calls are done one after another, in the order in which they were made.
public final class BlockingQueue: Sendable {
    private let queue: DispatchQueue

    /// - Parameter label: shown by debuggers and profilers.
    public init(_ label: String) {
        queue = DispatchQueue(label: label, qos: .userInitiated)
    }

    /// Does the work and waits for it without occupying a thread. Cancelling the caller does not stop
    /// it.
    public func run<R: Sendable, E: Error>(
        _ work: @escaping @Sendable () throws(E) -> R
    ) async throws(E) -> R {
        let result = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: Result(catching: work)) }
        }
        return try result.get()
    }

    /// Does the work, and does not wait for it.
    package func enqueue(_ work: @escaping @Sendable () -> Void) {
        queue.async(execute: work)
    }
}
