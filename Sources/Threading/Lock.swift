internal import Foundation

/// A value that one thread at a time may use.
///
/// Not `Synchronization.Mutex`: on Linux that waits by a call of the kernel (`FUTEX_LOCK_PI`) in a
/// library that is not built with the thread sanitizer, which sees no order there and reports races that
/// are none. Of a lock of the C library it knows, and this module's tests run under it.
package final class Lock<Value>: @unchecked Sendable {
    // Sendable: the value is touched only while the lock is held.

    private let lock = NSLock()
    private var value: Value

    package init(_ value: sending Value) {
        self.value = value
    }

    /// Uses the value; must not be called again from inside.
    package func withLock<R, E: Error>(_ body: (inout Value) throws(E) -> R) throws(E) -> R {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
