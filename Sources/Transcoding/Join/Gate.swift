/// Keeps stages from beginning until it is opened.
final class Gate: Sendable {
    private let opening = Channel<Bool>(capacity: 0)

    /// Lets everyone pass from now on.
    func open() { opening.finish() }

    /// Waits until it is open, without occupying a thread.
    ///
    /// - Throws: `CancellationError` where a stage was cancelled.
    func pass() async throws(CancellationError) { _ = try await opening.receive() }
}
