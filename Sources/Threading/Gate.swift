/// Keeps stages from beginning until it is opened.
package final class Gate: Sendable {
    private let opening = Channel<Bool>(capacity: 0)

    package init() {}

    /// Lets everyone pass from now on.
    package func open() { opening.finish() }

    /// Waits until it is open, without occupying a thread.
    ///
    /// - Throws: `CancellationError` where a stage was cancelled.
    package func pass() async throws(CancellationError) { _ = try await opening.receive() }
}
