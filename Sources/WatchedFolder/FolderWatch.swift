internal import Files
internal import Jobs
internal import Synchronization
internal import Threading

/// Watches a folder for uploads, and submits each one to the queue once it is whole, exactly once.
///
/// ```
/// kernel's hints ─┐
/// clock ──────────┼─▶ look ─▶ whole? ─▶ hash ─▶ queue ─▶ (a runner runs the job) ─▶ done/ or failed/
/// start ──────────┘
/// ```
///
/// All state is in two places: the folder and the queue. A process can die at any moment, and the next one has nothing
/// to repair: an upload that lies in the folder without a job is new; an upload whose job is final must be moved away.
///
/// The watch reads no more of an upload than its container's structure, and all of it once for its hash.
final class FolderWatch: Sendable {
    private let options: WatchOptions
    private let store: any JobStore
    private let report: @Sendable (WatchEvent) -> Void
    private let control = WatchControl()

    /// - Parameters:
    ///   - store: the queue; that of the worker which makes the stories.
    ///   - report: called on one thread, one event after the other.
    init(
        _ options: WatchOptions, store: any JobStore, report: @escaping @Sendable (WatchEvent) -> Void
    ) {
        self.options = options
        self.store = store
        self.report = report
    }

    /// Watches until ``stop()`` is called or the task is cancelled.
    ///
    /// If the folder disappears meanwhile, waits for it to return.
    ///
    /// - Throws: ``WatchError`` if the watch cannot begin.
    func run() async throws(WatchError) {
        let result = await withTaskCancellationHandler {
            await StageExecutor.run("storymedia.watch") { [self] () -> Result<Void, WatchError> in
                Result { () throws(WatchError) in try watch() }
            }
        } onCancel: {
            stop()
        }
        try result.get()
    }

    /// Makes ``run()`` return soon. Jobs stay in the queue.
    func stop() { control.stop() }

    /// Tells the watch that a job has ended. The watch then settles its upload at once, instead of when it next polls
    /// the queue.
    func jobEnded(_ job: JobID) { control.jobEnded(job) }

    private func watch() throws(WatchError) {
        var device = try watch(WatchedFolder(options))
        while !control.isStopped {
            report(.gone)
            guard let folder = waitForReturn(device) else { return }
            report(.returned)
            device = try watch(folder)
        }
    }

    /// Watches until it is stopped or the folder is gone. Releases the folder's lock.
    ///
    /// - Returns: the device that the folder was on.
    private func watch(_ folder: consuming WatchedFolder) throws(WatchError) -> UInt64? {
        let device = (try? folder.tree.status())?.device
        try WatchLoop(folder, options, store, control, report).run()
        return device
    }

    /// Waits until the folder is back: on the same disk as before, or with the folders that an earlier watch has made
    /// in it. The empty mount point of a disk that is not mounted does not count.
    private func waitForReturn(_ device: UInt64?) -> WatchedFolder? {
        while !control.isStopped {
            if let status = try? FileSystem.status(of: options.folder), status.isFolder,
                status.device == device || WatchedFolder.wasWatched(options.folder),
                let folder = try? WatchedFolder(options)
            {
                return folder
            }
            control.wait(atMost: .seconds(1))
        }
        return nil
    }
}

/// What other threads tell a watch.
final class WatchControl: Sendable {
    private struct State {
        var isStopped = false
        var ended: [JobID] = []
        var bell: FolderEvents.Bell?
    }

    private let state = Mutex(State())

    var isStopped: Bool { state.withLock(\.isStopped) }

    func stop() {
        state.withLock { state in
            state.isStopped = true
            state.bell?.ring()
        }
    }

    func jobEnded(_ job: JobID) {
        state.withLock { state in
            state.ended.append(job)
            state.bell?.ring()
        }
    }

    /// The jobs that have ended since the last call.
    func takeEnded() -> [JobID] {
        state.withLock { state in
            defer { state.ended = [] }
            return state.ended
        }
    }

    /// Sets the bell to ring for each piece of news.
    func use(_ bell: FolderEvents.Bell) { state.withLock { $0.bell = bell } }

    /// Waits; returns early if there is news.
    func wait(atMost limit: Duration) {
        guard let events = try? FolderEvents(isForcedToPoll: true) else { return }
        use(events.bell)
        if !isStopped { _ = events.wait(atMost: limit) }
    }
}
