/// Waits for changes of a store (``JobStore/changes(noticedWithin:)``).
///
/// What changes between two waits is noticed by the second. One thread at a time waits.
public protocol JobStoreChanges: AnyObject, Sendable {
    /// Blocks until any process, this one too, has changed something since the last wait, or since this was made.
    ///
    /// Ends early after ``wakeUp()``.
    ///
    /// - Parameter limit: the longest time to wait; zero to ask only.
    /// - Returns: whether something may have changed. Also true in the first wait that succeeds after one that has
    ///   thrown: what changed meanwhile may have gone unnoticed.
    func wait(upTo limit: Duration) throws(JobStoreError) -> Bool

    /// Ends the wait that goes on, or else the next one, at once. May be called on any thread.
    func wakeUp()
}
