/// Holds stages back until it is opened.
package final class Gate: Sendable {
    private let opening = Channel<Bool>(capacity: 0)

    package init() {}

    /// Lets all tasks pass from now on.
    package func open() { opening.finish() }

    /// Waits until the gate is open, without occupying a thread.
    ///
    /// - Throws: `CancellationError` if a stage was cancelled.
    package func pass() async throws(CancellationError) { _ = try await opening.receive() }
}
