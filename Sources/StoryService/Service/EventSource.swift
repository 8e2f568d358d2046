internal import Synchronization

/// Gives the events of a service to all who have subscribed.
package final class EventSource<Event: BufferedEvent>: Sendable {
    private struct Subscription {
        /// Nil when its reader is gone.
        weak var buffer: EventBuffer<Event>?
    }

    private struct State {
        var subscriptions: [Subscription] = []
        var hasEnded = false
    }

    private let state = Mutex(State())

    package init() {}

    /// - Parameter limit: the most events that wait for the reader.
    package func subscribe(limit: Int) -> EventSequence<Event> {
        EventSequence(
            buffer: state.withLock { state in
                let buffer = EventBuffer<Event>(limit: limit, hasEnded: state.hasEnded)
                state.subscriptions.removeAll { $0.buffer == nil }
                state.subscriptions.append(Subscription(buffer: buffer))
                return buffer
            })
    }

    package func send(_ event: Event) {
        // With the lock held, so that all readers get the events in the same order.
        state.withLock { state in
            for subscription in state.subscriptions { subscription.buffer?.add(event) }
        }
    }

    /// Ends all subscriptions, also later ones.
    package func end() {
        state.withLock { state in
            state.hasEnded = true
            for subscription in state.subscriptions { subscription.buffer?.end() }
        }
    }
}
