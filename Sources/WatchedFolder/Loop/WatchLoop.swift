internal import Files
internal import Jobs
internal import StoryService

/// The work of a watch while its folder exists.
///
/// Belongs to one thread.
final class WatchLoop {
    typealias Instant = ContinuousClock.Instant

    let folder: WatchedFolder
    let options: WatchOptions
    let store: any JobStore
    let control: WatchControl
    let events: FolderEvents
    let hashes: HashQueue
    let settling: Settling
    let report: (WatchEvent) -> Void

    var ledger = UploadTable()
    let stories = StoryCache()
    /// Folders that are watched.
    var folders: Set<RelativePath> = []
    /// Uploads that the last scan of their folder did not find, and how long they may take to reappear under another
    /// name.
    var missing: [RelativePath: Instant] = [:]
    /// How many uploads are being hashed or wait for that.
    var reading = 0
    /// Uploads whose stories are read later, when there is time.
    var postponed: [RelativePath] = []
    /// Hashes that have arrived, but not been dealt with.
    var read: [HashQueue.Result] = []
    /// Until when uploads that are ready wait for those that are being hashed.
    var nextSubmission = Instant.now
    /// Folders that the watch skips and has reported.
    var passedOver: Set<RelativePath> = []
    /// Stories that belong to no upload: since when, and whether that was reported.
    var unused: [RelativePath: (since: Instant, isSaid: Bool)] = [:]
    /// The output names that pending jobs will use.
    var claimedNames: [JobID: String] = [:]
    /// The files that each folder's story names.
    var assets: [RelativePath: (identity: FileIdentity, files: Set<RelativePath>)] = [:]
    private var complaints = Complaints(pause: .seconds(60))
    /// When to ask the queue again after a failure.
    var storeRetry: Instant?
    var jobs = JobWatch()
    /// Changes of the queue since the watch last followed its jobs; nil before the first time.
    var jobChanges: (any JobStoreChanges)?
    /// Changes of the queue since the watch last compared it with the folder; nil before the first time.
    var reconciledChanges: (any JobStoreChanges)?
    /// Whether the queue may hold jobs that have not been compared with the folder.
    var needsReconciling = true

    init(
        _ folder: WatchedFolder, _ options: WatchOptions, _ store: any JobStore, _ control: WatchControl,
        _ report: @escaping (WatchEvent) -> Void
    ) throws(WatchError) {
        self.folder = folder
        self.options = options
        self.store = store
        self.control = control
        self.report = report
        do throws(SystemError) {
            events = try FolderEvents(isForcedToPoll: options.polls)
        } catch {
            throw WatchError(.inputOutput, options.folder, "It cannot be watched: \(error.text).")
        }
        hashes = HashQueue(folder.tree, events.bell)
        settling = Settling(tree: folder.tree)
    }

    var tree: FolderTree { folder.tree }

    /// Watches until it is stopped or the folder is gone.
    func run() {
        control.use(events.bell)
        defer { hashes.stop() }
        report(.started(folder: tree.path, output: folder.output))
        var nextScan = ContinuousClock.now
        var hints: [FolderHint] = []
        while !control.isStopped {
            let now = ContinuousClock.now
            if hints.contains(.gone), !tree.isInPlace { return }
            let hasLostHints = hints.contains(.overflow)
            if hasLostHints { report(.overflow) }
            follow(hints, at: now)
            if hasLostHints || now >= nextScan {
                guard tree.isInPlace else { return }
                scanAll(at: now)
                // A folder that takes long to scan is scanned less often.
                let pause = events.isPolling ? options.polledRescan : options.rescan
                nextScan = now + max(pause, (ContinuousClock.now - now) * 10)
            }
            step(at: now)
            hints = events.wait(atMost: pause(until: nextScan))
        }
    }

    /// Does everything that is due, except scanning the folder.
    func step(at now: Instant) {
        if storeRetry.map({ now >= $0 }) ?? false { storeRetry = nil }
        let due = ledger.arriving.compactMap { path in ledger[path].map { (path: path, look: $0.nextLook) } }
            .filter { $0.look <= now }
            // Those that have waited for longest come first, so that none waits for ever.
            .sorted { ($0.look, $0.path) < ($1.look, $1.path) }
        let end = ContinuousClock.now + Self.turn
        // Uploads with long stories come last, so that they delay only each other.
        postponed = []
        stories.readsLong = false
        for (path, _) in due where mayGoOn(until: end) { look(at: path, now) }
        takeHashes(at: now)
        stories.readsLong = true
        let endOfLong = ContinuousClock.now + Self.turn
        for path in postponed where mayGoOn(until: endOfLong) { look(at: path, now) }
        submit(at: now)
        followJobs(at: now)
        giveUpMissing(at: now)
        for path in ledger.refused { refuse(path) }
    }

    /// How long one kind of work may delay the others. A single piece of work may take longer.
    static let turn = Duration.milliseconds(200)

    /// Whether there is time for more of the same work. The rest waits for the next turn.
    func mayGoOn(until end: Instant) -> Bool { !control.isStopped && ContinuousClock.now < end }

    private func follow(_ hints: [FolderHint], at now: Instant) {
        var seen: Set<FolderHint> = []
        for hint in hints where !control.isStopped && seen.insert(hint).inserted {
            switch hint {
            case .folder(let path): scan(path, at: now)
            case .closed(let path): see(path, at: now, isClosed: true)
            case .file(let path): see(path, at: now, isClosed: false)
            case .overflow, .gone: break
            }
        }
    }

    /// Time until the next scheduled action.
    private func pause(until nextScan: Instant) -> Duration {
        var next = nextScan
        for path in ledger.arriving { if let look = ledger[path]?.nextLook { next = min(next, look) } }
        for deadline in missing.values { next = min(next, deadline) }
        if let storeRetry { next = min(next, storeRetry) }
        if !ledger.hashed.isEmpty, storeRetry == nil { next = min(next, nextSubmission) }
        if !read.isEmpty { next = .now }
        let now = ContinuousClock.now
        if !ledger.awaited.isEmpty { next = min(next, now + JobWatch.interval) }
        if !ledger.refused.isEmpty { next = min(next, now + .seconds(5)) }
        // There is no point in looking more often than a program can write a file.
        return max(next - now, .milliseconds(5))
    }

    /// Reports a failed system call.
    func complain(_ error: SystemError) {
        let remedy =
            error.isOtherDisk
            ? "It is on another disk than done/ and failed/. Watch that disk's folder separately."
            : "The watch will try again."
        complain("\(RelativePath(error.path)): \(error.call) failed: \(error.text). \(remedy)")
    }

    /// Reports a problem, and repeats the report from time to time while the problem lasts.
    func complain(_ trouble: String) {
        if complaints.isNew(trouble) { report(.trouble(trouble)) }
    }
}
