internal import Dispatch

/// One thread waits until another one rings.
///
/// Ringing twice before the first is heard is ringing once.
package final class Bell: Sendable {
    private let isRung = Lock(false)
    private let semaphore = DispatchSemaphore(value: 0)

    package init() {}

    /// Ends the wait that goes on, or else the next one.
    package func ring() {
        let isFirst = isRung.withLock { isRung in
            defer { isRung = true }
            return !isRung
        }
        if isFirst { semaphore.signal() }
    }

    /// Blocks until the bell is rung, no longer than `limit`.
    ///
    /// - Returns: whether it was rung.
    @discardableResult
    package func wait(upTo limit: Duration) -> Bool {
        guard semaphore.wait(timeout: .now() + limit / .seconds(1)) == .success else { return false }
        isRung.withLock { $0 = false }
        return true
    }
}
