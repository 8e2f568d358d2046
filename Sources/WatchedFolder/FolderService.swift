public import Logging
public import StoryService

/// Watches a folder and works the queue that its uploads go to: each upload becomes a story.
///
/// A service in the manner of ServiceLifecycle: ``run()`` works until ``drain()`` is called or its task is cancelled.
/// Nothing is lost if its process is killed: the next one that watches the folder continues.
public final class FolderService: Sendable {
    private let watch: FolderWatch
    private let worker: StoryWorker
    private let source: EventSource<FolderServiceEvent>

    /// - Parameters:
    ///   - options: the folder. Their queue is replaced by `queue`.
    ///   - work: how the queue is worked.
    ///   - host: starts the processes that read media.
    ///   - logger: gets the messages of the libraries that read media.
    public init(
        _ options: WatchOptions, queue: StoryQueue, work: WorkOptions = WorkOptions(), host: any WorkerHost,
        logger: Logger = Logger(label: "storymedia")
    ) {
        var options = options
        options.queue = queue.location
        let source = EventSource<FolderServiceEvent>()
        let watch = FolderWatch(options, store: queue.store) { source.send(.folder($0)) }
        worker = StoryWorker(
            queue, host: host, options: work, logger: logger,
            watching: WatchedFolder.absolute(options.folder)
        ) { event in
            source.send(.work(event))
            if event.endState != nil, let job = event.job { watch.jobEnded(job) }
        }
        self.watch = watch
        self.source = source
    }

    /// Subscribes to what happens from now on. Subscribe before ``run()`` to hear everything.
    ///
    /// - Parameter limit: the most events that wait for the reader, 1 or more.
    public func events(limit: Int = 10_000) -> EventSequence<FolderServiceEvent> {
        source.subscribe(limit: limit)
    }

    /// Works until ``drain()`` is called or the task is cancelled. Call it once.
    ///
    /// If the folder disappears meanwhile, waits for it to return.
    ///
    /// - Throws: ``WatchError`` if the watch cannot begin, `QueueError` if only a person can repair the queue.
    public func run() async throws {
        defer { source.end() }
        try await withThrowingTaskGroup(of: Void.self) { [watch, worker] group in
            group.addTask { try await watch.run() }
            group.addTask { try await worker.run() }
            // Neither is of use without the other.
            defer { group.cancelAll() }
            for try await _ in group {}
        }
    }

    /// Stops the watch and releases the running jobs. ``run()`` then returns; uploads and jobs stay where they are.
    public func drain() {
        watch.stop()
        worker.drain()
    }
}

/// What happens in a watched folder, and to the jobs of its queue.
public enum FolderServiceEvent: Sendable {
    case folder(WatchEvent)
    case work(WorkEvent)
}

extension FolderServiceEvent: BufferedEvent {
    public var replaces: JobID? {
        if case .work(let event) = self { event.replaces } else { nil }
    }

    public static func missed(_ count: Int) -> FolderServiceEvent { .work(.missed(count)) }
}

extension FolderServiceEvent: Encodable {
    /// Encodes the event as its own case does.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .folder(let event): try event.encode(to: encoder)
        case .work(let event): try event.encode(to: encoder)
        }
    }
}
