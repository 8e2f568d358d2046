internal import Jobs
public import Logging
internal import Synchronization
public import Workers

/// Works a queue: makes the stories of its jobs, and does what follows a job's end.
///
/// A service in the manner of ServiceLifecycle: ``run()`` works until ``drain()`` is called or its task is cancelled.
///
/// ```
/// let worker = StoryWorker(queue, host: host)
/// Task { for await event in worker.events() { … } }
/// try await worker.run()
/// ```
///
/// When a job has ended, the worker removes what its attempts have left in the output folder. It moves the upload of a
/// retried job out of the `failed/` of its watched folder. Both also happen for jobs whose own process was killed.
public final class StoryWorker: Sendable {
    private let runner: Runner
    private let end: Runner.End
    private let remains: StagingCleaner
    private let retried: RetriedUploads
    private let events: WorkEvents

    /// - Parameters:
    ///   - host: starts the processes that read media.
    ///   - logger: gets the messages of the libraries that read media.
    public convenience init(
        _ queue: StoryQueue, host: any WorkerHost, options: WorkOptions = WorkOptions(),
        logger: Logger = Logger(label: "storymedia")
    ) {
        self.init(queue, host: host, options: options, logger: logger, watching: nil) { _ in }
    }

    /// - Parameters:
    ///   - folder: a watched folder, absolute, whose watch moves its uploads itself; nil for none.
    ///   - also: called with each event on any thread, before the subscribers get it; must not block.
    package init(
        _ queue: StoryQueue, host: any WorkerHost, options: WorkOptions, logger: Logger,
        watching folder: String?, also: @escaping @Sendable (WorkEvent) -> Void
    ) {
        let events = WorkEvents(also: also)
        let remains = StagingCleaner(in: queue.store, state: queue.state)
        let retried = RetriedUploads(in: queue.store, except: folder) { job, reason in
            events.report(.uploadStays(job, reason: reason))
        }
        let handler = IngestJobHandler(
            host: host, containment: options.containment, state: queue.state, logger: logger
        ) {
            events.report(.story($0, $1))
        }
        runner = Runner(
            kinds: [IngestJob.kind], budget: options.budget, lease: options.lease, openStore: queue.openStore,
            onEvent: { event in
                events.report(WorkEvent(event))
                remains.follow(event)
                retried.follow(event)
            }, perform: handler.perform)
        end = options.endsWhenIdle ? .idle : .stopped
        self.events = events
        self.remains = remains
        self.retried = retried
    }

    /// Subscribes to what happens from now on. Subscribe before ``run()`` to hear everything.
    ///
    /// - Parameter limit: the most events that wait for the reader, 1 or more.
    public func events(limit: Int = 10_000) -> EventSequence<WorkEvent> {
        events.source.subscribe(limit: limit)
    }

    /// Works until the end: until ``drain()`` is called, the task is cancelled, or with
    /// ``WorkOptions/endsWhenIdle`` until no job can be run. Call it once.
    ///
    /// When this method returns, no job is running, the end of each job is written, and what follows it is done.
    ///
    /// - Throws: ``QueueError/unusable(_:)`` if only a person can repair the queue.
    public func run() async throws(QueueError) {
        defer { events.source.end() }
        remains.clearRecent()
        retried.settleRecent()
        var failure: JobStoreError?
        do throws(JobStoreError) {
            try await runner.run(until: end)
        } catch {
            failure = error
        }
        await remains.finish()
        await retried.finish()
        if let failure { throw .unusable(failure) }
    }

    /// Takes no further jobs and releases the running ones: their attempts do not count, and the next worker takes them
    /// up. ``run()`` then returns.
    public func drain() { runner.stop() }
}

/// Where a worker's events go.
private final class WorkEvents: Sendable {
    let source = EventSource<WorkEvent>()
    private let also: @Sendable (WorkEvent) -> Void
    /// Three threads call the queue, repeatedly while it cannot be used.
    private let complaints = Mutex(Complaints(pause: .seconds(10)))

    init(also: @escaping @Sendable (WorkEvent) -> Void) {
        self.also = also
    }

    func report(_ event: WorkEvent) {
        if case .queueFailed(let error) = event, !complaints.withLock({ $0.isNew(error.message) }) { return }
        also(event)
        source.send(event)
    }
}
