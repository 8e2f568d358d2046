/// Tells whenever something in a queue has changed.
///
/// The first element comes at once, the next ones after changes by any process. Ends when the task that iterates is
/// cancelled.
public struct QueueChanges: AsyncSequence, Sendable {
    let queue: StoryQueue
    let latency: Duration

    public struct AsyncIterator: AsyncIteratorProtocol {
        let queue: StoryQueue
        let latency: Duration
        /// Nil before the first element.
        private var changes: ChangeWait?

        init(_ sequence: QueueChanges) {
            queue = sequence.queue
            latency = sequence.latency
        }

        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(QueueError) -> Void? {
            guard let changes else {
                changes = try await queue.changeWait(noticedWithin: latency)
                return Task.isCancelled ? nil : ()
            }
            while !Task.isCancelled {
                if try await changes.wait(upTo: ChangeWait.longest), !Task.isCancelled { return () }
            }
            return nil
        }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(self) }
}

extension StoryQueue {
    /// Watches for changes of the queue.
    ///
    /// - Parameter latency: the longest time until a change is noticed.
    public func changes(noticedWithin latency: Duration = .milliseconds(500)) -> QueueChanges {
        QueueChanges(queue: self, latency: latency)
    }
}
