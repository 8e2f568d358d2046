internal import Files
internal import Jobs
internal import StoryService

/// The work of a watch as long as its folder is there.
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
    /// Uploads that were not seen when their folder was looked at, and until when they may turn up
    /// under another name.
    var missing: [RelativePath: Instant] = [:]
    /// How many uploads are being read for their hashes, or wait for it.
    var reading = 0
    /// Uploads whose stories are to be read when there is time.
    var postponed: [RelativePath] = []
    /// What has been read and not been looked at.
    var read: [HashQueue.Result] = []
    /// Until when uploads that are ready wait for others that are being read.
    var nextSubmission = Instant.now
    /// Folders that are passed over, and have been spoken of.
    var passedOver: Set<RelativePath> = []
    /// Stories that belong to no upload, since when, and whether that was said.
    var unused: [RelativePath: (since: Instant, isSaid: Bool)] = [:]
    /// Names in output folders that pending jobs will use.
    var claimedNames: [JobID: String] = [:]
    /// Files that a folder's own story names, by that.
    var assets: [RelativePath: (identity: FileIdentity, files: Set<RelativePath>)] = [:]
    private var complaints = Complaints(pause: .seconds(60))
    /// When the queue may be asked again after it failed.
    var storeRetry: Instant?
    var jobs = JobWatch()
    /// Since the jobs were last followed; nil before the first time.
    var jobChanges: (any JobStoreChanges)?
    /// Since the queue was last compared with the folder; nil before the first time.
    var reconciledChanges: (any JobStoreChanges)?
    /// Whether the queue may hold what the folder was not compared with.
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

    /// Watches until it is stopped or the folder has gone.
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
                // What takes long to look at is looked at less often.
                let pause = events.isPolling ? options.polledRescan : options.rescan
                nextScan = now + max(pause, (ContinuousClock.now - now) * 10)
            }
            step(at: now)
            hints = events.wait(atMost: pause(until: nextScan))
        }
    }

    /// Everything that is to be done apart from looking at the folder.
    func step(at now: Instant) {
        if storeRetry.map({ now >= $0 }) ?? false { storeRetry = nil }
        let due = ledger.arriving.compactMap { path in ledger[path].map { (path: path, look: $0.nextLook) } }
            .filter { $0.look <= now }
            // Those that have waited for longest first, so that none waits for ever.
            .sorted { ($0.look, $0.path) < ($1.look, $1.path) }
        let end = ContinuousClock.now + Self.turn
        // Long stories come after everything else, so that only other long ones wait for them.
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

    /// How long one kind of work may keep all others waiting, but for a single piece of it.
    static let turn = Duration.milliseconds(200)

    /// Whether there is time for more of the same; what is left comes in the next turn.
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

    /// Until when nothing will happen by itself.
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
        // Looking more often than a file can be written is of no use.
        return max(next - now, .milliseconds(5))
    }

    /// Says that something on the disk does not work.
    func complain(_ error: SystemError) {
        let remedy =
            error.isOtherDisk
            ? "It is on another disk than done/ and failed/; watch that disk's folder by itself."
            : "It is tried again."
        complain("\(RelativePath(error.path)): \(error.call) failed: \(error.text). \(remedy)")
    }

    /// Says that something does not work; once in a while, if it goes on.
    func complain(_ trouble: String) {
        if complaints.isNew(trouble) { report(.trouble(trouble)) }
    }
}
