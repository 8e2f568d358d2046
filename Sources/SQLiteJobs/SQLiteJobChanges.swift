internal import Jobs
internal import Threading

/// Looks for changes of a queue's file again and again: SQLite tells no other process of them.
final class SQLiteJobChanges: JobStoreChanges {
    private let store: SQLiteJobStore
    private let interval: Duration
    /// What the store counted when it was last looked at; nil where that failed.
    private let seen: Lock<Int64?>
    private let bell = Bell()

    init(of store: SQLiteJobStore, every interval: Duration) throws(JobStoreError) {
        self.store = store
        self.interval = interval
        seen = Lock(try store.changeCount())
    }

    func wait(upTo limit: Duration) throws(JobStoreError) -> Bool {
        let end = ContinuousClock.now + limit
        while true {
            if try hasChanged() { return true }
            let left = end - .now
            guard left > .zero, !bell.wait(upTo: min(interval, left)) else { return false }
        }
    }

    func wakeUp() { bell.ring() }

    private func hasChanged() throws(JobStoreError) -> Bool {
        do throws(JobStoreError) {
            let count = try store.changeCount()
            return seen.withLock { seen in
                defer { seen = count }
                return seen != count
            }
        } catch {
            seen.withLock { $0 = nil }
            throw error
        }
    }
}
