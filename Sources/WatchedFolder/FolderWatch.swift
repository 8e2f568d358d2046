internal import Files
public import Jobs
internal import Synchronization
internal import Threading

/// Watches a folder that uploads come into, and gives each whole one to the queue, once.
///
/// ```
/// kernel's hints ─┐
/// clock ──────────┼─▶ look ─▶ whole? ─▶ hash ─▶ queue ─▶ (a runner runs the job) ─▶ done/ or failed/
/// start ──────────┘
/// ```
///
/// What it knows is in two places: the folder and the queue. A process that dies at any moment
/// leaves nothing that the next one has to repair: an upload that lies in the folder and has no job
/// is new; one whose job is final is to be moved away.
///
/// Nothing here reads more of an upload than its container's structure and its hash.
public final class FolderWatch: Sendable {
    private let options: WatchOptions
    private let store: any JobStore
    private let report: @Sendable (WatchEvent) -> Void
    private let control = WatchControl()

    /// - Parameters:
    ///   - store: the queue; the runner of its jobs finds their uploads with ``UploadResolver``.
    ///   - report: called on one thread, one event after the other.
    public init(
        _ options: WatchOptions, store: any JobStore, report: @escaping @Sendable (WatchEvent) -> Void
    ) {
        self.options = options
        self.store = store
        self.report = report
    }

    /// Watches until ``stop()`` is called or the task is cancelled.
    ///
    /// A folder that vanishes on the way is waited for.
    ///
    /// - Throws: ``WatchError`` where it cannot begin.
    public func run() async throws(WatchError) {
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
    public func stop() { control.stop() }

    /// Says that a job has ended, so that its upload is settled at once and not when the queue is
    /// looked at the next time.
    public func jobEnded(_ job: JobID) { control.jobEnded(job) }

    private func watch() throws(WatchError) {
        var device = try watch(WatchedFolder(options))
        while !control.isStopped {
            report(.gone)
            guard let folder = waitForReturn(device) else { return }
            report(.returned)
            device = try watch(folder)
        }
    }

    /// Watches until it is stopped or the folder has gone; the folder's lock is free then.
    ///
    /// - Returns: the device that the folder was on.
    private func watch(_ folder: consuming WatchedFolder) throws(WatchError) -> UInt64? {
        let device = (try? folder.tree.status())?.device
        try WatchLoop(folder, options, store, control, report).run()
        return device
    }

    /// Waits until the folder is back: on the disk where it was, or with what an earlier watch has
    /// left in it. An empty place of a disk that is not mounted is not it.
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

/// What other threads have to say to a watch.
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

    /// Jobs that have ended since the last call.
    func takeEnded() -> [JobID] {
        state.withLock { state in
            defer { state.ended = [] }
            return state.ended
        }
    }

    /// Rung whenever there is something new.
    func use(_ bell: FolderEvents.Bell) { state.withLock { $0.bell = bell } }

    /// Waits; returns early when there is something new.
    func wait(atMost limit: Duration) {
        guard let events = try? FolderEvents(isForcedToPoll: true) else { return }
        use(events.bell)
        if !isStopped { _ = events.wait(atMost: limit) }
    }
}
