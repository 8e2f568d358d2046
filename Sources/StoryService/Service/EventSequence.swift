public import Jobs
internal import Synchronization

/// An event that can wait for a slow reader.
public protocol BufferedEvent: Sendable {
    /// The job whose earlier event of this kind, if still unread, this one replaces: that of a progress report. Nil if
    /// the event replaces none.
    var replaces: JobID? { get }

    /// The event that stands for a number of events that were dropped.
    static func missed(_ count: Int) -> Self
}

/// The events of a service from the moment of subscription on, in their order, until the service has ended.
///
/// Each subscription is for one reader. A reader never slows the service down: an unread report of progress is replaced
/// by the next one of its job, and beyond the limit of the subscription the oldest events are dropped
/// (``BufferedEvent/missed(_:)``). Ends early when the task that iterates is cancelled.
public struct EventSequence<Event: BufferedEvent>: AsyncSequence, Sendable {
    let buffer: EventBuffer<Event>

    public struct AsyncIterator: AsyncIteratorProtocol {
        let buffer: EventBuffer<Event>

        public mutating func next(isolation actor: isolated (any Actor)? = #isolation) async -> Event? {
            await buffer.next()
        }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(buffer: buffer) }
}

/// What one reader has not read.
final class EventBuffer<Event: BufferedEvent>: Sendable {
    private struct State {
        var unread: [Event] = []
        var missed = 0
        var hasEnded = false
        var readers: [CheckedContinuation<Void, Never>] = []

        mutating func take() -> Event? {
            if missed > 0 {
                defer { missed = 0 }
                return .missed(missed)
            }
            return unread.isEmpty ? nil : unread.removeFirst()
        }
    }

    private let limit: Int
    private let state: Mutex<State>

    /// - Parameters:
    ///   - limit: the most events to keep, 1 or more.
    ///   - hasEnded: whether no event will come.
    init(limit: Int, hasEnded: Bool) {
        precondition(limit > 0, "a buffer needs room for an event")
        self.limit = limit
        state = Mutex(State(hasEnded: hasEnded))
    }

    func add(_ event: Event) {
        update { state in
            if let job = event.replaces, let former = state.unread.lastIndex(where: { $0.replaces == job }) {
                state.unread.remove(at: former)
            }
            if state.unread.count == limit {
                state.unread.removeFirst()
                state.missed += 1
            }
            state.unread.append(event)
        }
    }

    func end() { update { $0.hasEnded = true } }

    /// The next event, which it waits for; nil at the end, or if the task is cancelled.
    func next() async -> Event? {
        while true {
            let (event, hasEnded) = state.withLock { ($0.take(), $0.hasEnded) }
            if let event { return event }
            if hasEnded || Task.isCancelled { return nil }
            await withTaskCancellationHandler {
                await withCheckedContinuation { reader in
                    let waits = state.withLock { state in
                        // Looked at with the lock held, which a cancellation takes, so none goes unnoticed.
                        let waits = state.unread.isEmpty && !state.hasEnded && !Task.isCancelled
                        if waits { state.readers.append(reader) }
                        return waits
                    }
                    if !waits { reader.resume() }
                }
            } onCancel: {
                update { _ in }
            }
        }
    }

    /// Changes the state, and wakes who waits for a change.
    private func update(_ change: (inout sending State) -> Void) {
        let readers = state.withLock { state in
            change(&state)
            defer { state.readers = [] }
            return state.readers
        }
        for reader in readers { reader.resume() }
    }
}
