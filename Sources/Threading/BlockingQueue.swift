internal import Dispatch

/// A thread outside Swift's cooperative pool for blocking calls, such as those of a database.
///
/// It makes the calls one after another, in the order in which they arrive.
public final class BlockingQueue: Sendable {
    private let queue: DispatchQueue

    /// - Parameter label: the name that debuggers and profilers show.
    public init(_ label: String) {
        queue = DispatchQueue(label: label, qos: .userInitiated)
    }

    /// Runs the work and waits for it without occupying a thread. Cancelling the caller does not stop the work.
    public func run<R: Sendable, E: Error>(
        _ work: @escaping @Sendable () throws(E) -> R
    ) async throws(E) -> R {
        let result = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: Result(catching: work)) }
        }
        return try result.get()
    }

    /// Runs the work without waiting for it.
    package func enqueue(_ work: @escaping @Sendable () -> Void) {
        queue.async(execute: work)
    }
}
