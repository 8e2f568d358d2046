internal import Foundation

/// A value that only one thread at a time can use.
///
/// Not `Synchronization.Mutex`: on Linux, that waits with a system call (`FUTEX_LOCK_PI`) in a library that is not
/// built with the thread sanitizer. The sanitizer then misses the ordering and reports false races. It recognises the
/// locks of the C library, and this module's tests run under it.
package final class Lock<Value>: @unchecked Sendable {
    // Sendable: the value is touched only while the lock is held.

    private let lock = NSLock()
    private var value: Value

    package init(_ value: sending Value) {
        self.value = value
    }

    /// Gives `body` exclusive access to the value. `body` must not call this method again.
    package func withLock<R, E: Error>(_ body: (inout Value) throws(E) -> R) throws(E) -> R {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
