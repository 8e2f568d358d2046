/// Waits for changes of a store (``JobStore/changes(noticedWithin:)``).
///
/// A wait reports changes since the previous wait. Only one thread at a time may wait.
public protocol JobStoreChanges: AnyObject, Sendable {
    /// Blocks until any process, including this one, has changed something since the last wait, or since this object
    /// was made.
    ///
    /// Returns early after ``wakeUp()``.
    ///
    /// - Parameter limit: the longest time to wait; zero to only check.
    /// - Returns: whether something may have changed. After a wait that threw, the first successful one also returns
    ///   true, since changes in between may have gone unnoticed.
    func wait(upTo limit: Duration) throws(JobStoreError) -> Bool

    /// Ends the current wait, or else the next one, at once. May be called on any thread.
    func wakeUp()
}
