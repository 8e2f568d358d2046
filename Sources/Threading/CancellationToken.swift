internal import Synchronization

/// Tells work to stop.
///
/// One token belongs to one piece of work, such as a clip. Any thread may cancel it, and it stays cancelled. Blocking
/// calls poll it.
public final class CancellationToken: Sendable {
    private let flag = Atomic<Bool>(false)

    public init() {}

    /// Whether the work must stop.
    public var isCancelled: Bool { flag.load(ordering: .relaxed) }

    /// Asks all calls in progress to return.
    public func cancel() { flag.store(true, ordering: .relaxed) }
}
