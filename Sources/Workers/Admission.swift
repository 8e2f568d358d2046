internal import Synchronization
internal import Threading

/// Bounds how many requests are at work, and lets the others in one by one, in the order in which they came.
final class Admission: Sendable {
    private struct State {
        var inside = 0
        var lastTicket = 0
        /// The tickets of those that wait, the oldest first.
        var queue: [Int] = []
    }

    /// How often a waiting request looks whether it may go on, in seconds. Work takes longer, so this costs nothing.
    private static let interval = 0.02

    private let limit: Int
    private let state = Mutex(State())

    /// - Precondition: the limit is at least 1.
    init(limit: Int) {
        precondition(limit >= 1, "a limit of \(limit) would let no request in")
        self.limit = limit
    }

    /// How many requests wait for their turn.
    var waiting: Int { state.withLock { $0.queue.count } }

    /// Waits until there is room.
    ///
    /// - Parameter isStopped: whether the request is no longer wanted.
    /// - Returns: whether the request is in. If so, it must call ``leave()`` when it is done. It is not if it was
    ///   stopped, or its task was cancelled.
    func enter(unless isStopped: @Sendable () -> Bool) async -> Bool {
        let ticket = state.withLock { state in
            state.lastTicket += 1
            state.queue.append(state.lastTicket)
            return state.lastTicket
        }
        if admits(ticket) { return true }
        let clock = StageExecutor("storymedia.admission")
        while !isStopped(), (try? await clock.sleep(for: Self.interval)) != nil {
            if admits(ticket) { return true }
        }
        state.withLock { $0.queue.removeAll { $0 == ticket } }
        return false
    }

    func leave() { state.withLock { $0.inside -= 1 } }

    private func admits(_ ticket: Int) -> Bool {
        state.withLock { state in
            guard state.inside < limit, state.queue.first == ticket else { return false }
            state.queue.removeFirst()
            state.inside += 1
            return true
        }
    }
}
