internal import Jobs
internal import Threading

/// Polls a queue's file for changes, since SQLite does not notify other processes.
final class SQLiteJobChanges: JobStoreChanges {
    private let store: SQLiteJobStore
    private let interval: Duration
    private let state: Lock<State>
    private let bell = Bell()

    private struct State {
        /// The change count at the last poll; nil if that poll failed.
        var seen: Int64?
        var lastLook: ContinuousClock.Instant
    }

    init(of store: SQLiteJobStore, every interval: Duration) throws(JobStoreError) {
        self.store = store
        self.interval = interval
        state = Lock(State(seen: try store.changeCount(), lastLook: .now))
    }

    func wait(upTo limit: Duration) throws(JobStoreError) -> Bool {
        let end = ContinuousClock.now + limit
        while true {
            // Even if others change the file all the time, poll only once per interval.
            let pause = min(state.withLock { $0.lastLook } + interval, end) - .now
            let isWoken = pause > .zero && bell.wait(upTo: pause)
            if try hasChanged() { return true }
            if isWoken || ContinuousClock.now >= end { return false }
        }
    }

    func wakeUp() { bell.ring() }

    private func hasChanged() throws(JobStoreError) -> Bool {
        do throws(JobStoreError) {
            let count = try store.changeCount()
            return state.withLock { state in
                defer { state = State(seen: count, lastLook: .now) }
                return state.seen != count
            }
        } catch {
            state.withLock { $0 = State(seen: nil, lastLook: .now) }
            throw error
        }
    }
}
