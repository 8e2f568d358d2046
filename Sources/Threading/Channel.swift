internal import Synchronization

/// A bounded queue between two stages.
///
/// Sending suspends while the queue is full, receiving while it is empty; neither occupies a thread. At every moment,
/// an element has one owner: the sender, the queue or the receiver. Cancelling any task that waits here closes the
/// queue for all, because a pipeline is of no use without one of its stages.
///
/// Not an `AsyncSequence`, because the elements of one must be copyable.
package final class Channel<Element: ~Copyable & Sendable>: Sendable {
    /// Wraps a noncopyable element, so that it fits into an array.
    private final class Slot: Sendable {
        private let element: Mutex<Element?>

        init(_ element: consuming sending Element) { self.element = Mutex(element) }

        func take() -> sending Element? {
            element.withLock { element in
                let taken = element.take()
                return taken
            }
        }
    }

    private struct State {
        var slots: [Slot] = []
        var senders: [CheckedContinuation<Void, Never>] = []
        var receivers: [CheckedContinuation<Void, Never>] = []
        var isFinished = false
        var isCancelled = false

        /// Removes and returns all waiting tasks; each checks the state again.
        mutating func takeWaiting() -> [CheckedContinuation<Void, Never>] {
            defer {
                senders = []
                receivers = []
            }
            return senders + receivers
        }
    }

    private enum Sending {
        case sent(CheckedContinuation<Void, Never>?)
        case full, cancelled
    }
    private enum Receiving {
        case received(Slot, CheckedContinuation<Void, Never>?)
        case empty, finished, cancelled
    }
    private enum Side { case sender, receiver }

    private let capacity: Int
    private let state = Mutex(State())

    /// - Parameter capacity: how many elements may wait. More elements cost memory; with fewer, the stages wait for
    ///   each other. With 0, the sender hands each element directly to the receiver. Both sides still work at the same
    ///   time: the sender on its next element, the receiver on this one.
    package init(capacity: Int) {
        self.capacity = capacity
    }

    /// Hands over an element, waiting for room.
    ///
    /// - Throws: `CancellationError` if a stage was cancelled.
    package func send(_ element: consuming sending Element) async throws(CancellationError) {
        let slot = Slot(element)
        while true {
            let outcome = state.withLock { state -> Sending in
                if state.isCancelled { return .cancelled }
                if !hasRoom(state) { return .full }
                state.slots.append(slot)
                return .sent(state.receivers.popLast())
            }
            switch outcome {
            case .sent(let receiver):
                receiver?.resume()
                return
            case .cancelled: throw CancellationError()
            case .full: await wait(as: .sender)
            }
        }
    }

    /// Takes the oldest element, waiting for one; nil after ``finish()``.
    ///
    /// - Throws: `CancellationError` if a stage was cancelled.
    package func receive() async throws(CancellationError) -> Element? {
        while true {
            let outcome = state.withLock { state -> Receiving in
                if state.isCancelled { return .cancelled }
                if !state.slots.isEmpty {
                    return .received(state.slots.removeFirst(), state.senders.popLast())
                }
                return state.isFinished ? .finished : .empty
            }
            switch outcome {
            case .received(let slot, let sender):
                sender?.resume()
                return slot.take()
            case .finished: return nil
            case .cancelled: throw CancellationError()
            case .empty: await wait(as: .receiver)
            }
        }
    }

    /// Marks the end: no more elements follow.
    package func finish() {
        let waiting = state.withLock { state in
            state.isFinished = true
            return state.takeWaiting()
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Drops all queued elements and wakes all waiting tasks.
    package func cancel() {
        let waiting = state.withLock { state in
            state.isCancelled = true
            state.slots = []
            return state.takeWaiting()
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Whether an element can be added: there is a free place, or a receiver is waiting.
    private func hasRoom(_ state: borrowing State) -> Bool {
        state.slots.count < capacity || (state.slots.isEmpty && !state.receivers.isEmpty)
    }

    /// Suspends until something may have changed for this side.
    private func wait(as side: Side) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // A waiting sender may send as soon as a receiver waits.
                var sender: CheckedContinuation<Void, Never>?
                let mustWait = state.withLock { state in
                    if state.isCancelled { return false }
                    switch side {
                    case .sender:
                        if hasRoom(state) { return false }
                        state.senders.append(continuation)
                    case .receiver:
                        if !state.slots.isEmpty || state.isFinished { return false }
                        state.receivers.append(continuation)
                        sender = state.senders.popLast()
                    }
                    return true
                }
                if !mustWait { continuation.resume() }
                sender?.resume()
            }
        } onCancel: {
            cancel()
        }
    }
}
