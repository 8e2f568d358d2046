public import Jobs

/// The jobs of a selection as they end.
///
/// Ends when all of them have ended, when its time is over, or when the task that iterates is cancelled. The jobs go on
/// whether an end is awaited or not.
public struct JobEnds: AsyncSequence, Sendable {
    let queue: StoryQueue
    /// Each one once.
    let jobs: [JobID]
    let deadline: ContinuousClock.Instant?

    /// How long an end may go unnoticed.
    private static let latency = Duration.milliseconds(50)

    public struct AsyncIterator: AsyncIteratorProtocol {
        private let queue: StoryQueue
        private let deadline: ContinuousClock.Instant?
        private var waiting: [JobID]
        /// What the last look has found; nil stands for a job that does not exist.
        private var found: [(id: JobID, job: Job?)] = []
        /// Nil before the first look.
        private var changes: ChangeWait?
        private var hasChanged = true

        init(_ ends: JobEnds) {
            queue = ends.queue
            deadline = ends.deadline
            waiting = ends.jobs
        }

        /// - Throws: ``QueueError/noSuchJob(_:in:)``, ``QueueError/unusable(_:)``.
        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(QueueError) -> Job? {
            while true {
                if !found.isEmpty {
                    let (id, job) = found.removeFirst()
                    waiting.removeAll { $0 == id }
                    guard let job else { throw .noSuchJob(id, in: queue.location) }
                    return job
                }
                if waiting.isEmpty { return nil }
                let changes = try await watchedChanges()
                if hasChanged {
                    hasChanged = false
                    found = try await ended()
                    continue
                }
                let left = deadline.map { $0 - .now } ?? ChangeWait.longest
                if Task.isCancelled || left <= .zero { return nil }
                hasChanged = try await changes.wait(upTo: Swift.min(left, ChangeWait.longest))
            }
        }

        private mutating func watchedChanges() async throws(QueueError) -> ChangeWait {
            if let changes { return changes }
            let new = try await queue.changeWait(noticedWithin: JobEnds.latency)
            changes = new
            return new
        }

        private func ended() async throws(QueueError) -> [(id: JobID, job: Job?)] {
            try await queue.call { [waiting] store throws(JobStoreError) in
                var found: [(id: JobID, job: Job?)] = []
                for id in waiting {
                    let job = try store.job(id)
                    if job?.state.isFinal ?? true { found.append((id, job)) }
                }
                return found
            }
        }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(self) }
}

extension StoryQueue {
    /// Awaits the ends of jobs.
    ///
    /// - Parameter limit: the longest time to wait, from now on; nil for ever.
    public func ends(of jobs: [JobID], upTo limit: Duration? = nil) -> JobEnds {
        var seen: Set<JobID> = []
        return JobEnds(
            queue: self, jobs: jobs.filter { seen.insert($0).inserted }, deadline: limit.map { .now + $0 })
    }

    /// Waits until jobs have ended.
    ///
    /// - Parameter limit: the longest time to wait; nil for ever.
    /// - Returns: the jobs that have ended, in the order in which that was noticed. Fewer than were named if time has
    ///   run out or the task was cancelled.
    /// - Throws: ``QueueError/noSuchJob(_:in:)``, ``QueueError/unusable(_:)``.
    public func wait(for jobs: [JobID], upTo limit: Duration? = nil) async throws(QueueError) -> [Job] {
        var ended: [Job] = []
        for try await job in ends(of: jobs, upTo: limit) { ended.append(job) }
        return ended
    }
}
