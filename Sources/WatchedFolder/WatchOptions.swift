internal import Files
public import Jobs
public import Probing
public import StoryService

/// How to watch a folder.
public struct WatchOptions: Hashable, Sendable {
    /// What to do with an upload that has the same content as an earlier one, for the same story.
    public enum Duplicates: String, Hashable, Sendable, CaseIterable {
        /// It shares the earlier one's job and outcome.
        case share
        /// It becomes a story of its own.
        case process
    }

    /// The folder that uploads come into.
    public var folder: String
    /// Where stories appear, in the same subfolders as their uploads. Nil for `stories` in the watched folder.
    public var output: String?
    /// Where the queue is. The watch refuses a queue file that would be taken for an upload.
    public var queue: QueueLocation?
    /// How long a file must stay unchanged before the watch looks into it. A file that is provably whole and that its
    /// writer has closed does not wait.
    public var settle: Duration
    /// The same for a folder that must be polled, where the writer is on another machine.
    public var polledSettle: Duration
    /// How long a whole upload waits for a story of its own.
    public var sidecarWait: Duration
    /// The time between two scans of everything, which do not rely on the kernel's reports.
    public var rescan: Duration
    /// The same if at least one folder must be polled.
    public var polledRescan: Duration
    public var duplicates: Duplicates
    /// Whether to poll instead of asking the kernel for changes.
    public var polls: Bool
    /// Whether subfolders are watched, too.
    public var isRecursive: Bool
    /// The time without a change after which the watch reports an upload that is not whole.
    public var stalledAfter: Duration
    /// The time without a change after which the watch refuses an upload that is not whole.
    public var refusedAfter: Duration
    /// Whether content that does not fit into one slide continues on further slides.
    public var split: Bool
    /// How large uploads may be.
    public var limits: Limits
    /// Where the watch keeps the lock of the watched folder.
    public var state: StateFolder

    public init(
        folder: String, output: String? = nil, queue: QueueLocation? = nil, settle: Duration = .seconds(2),
        polledSettle: Duration = .seconds(15), sidecarWait: Duration = .zero,
        rescan: Duration = .seconds(30), polledRescan: Duration = .seconds(5),
        duplicates: Duplicates = .share, polls: Bool = false, isRecursive: Bool = true,
        stalledAfter: Duration = .seconds(600), refusedAfter: Duration = .seconds(3600),
        split: Bool = false, limits: Limits = Limits(), state: StateFolder = .standard
    ) {
        self.folder = folder
        self.output = output
        self.queue = queue
        self.settle = settle
        self.polledSettle = polledSettle
        self.sidecarWait = sidecarWait
        self.rescan = rescan
        self.polledRescan = polledRescan
        self.duplicates = duplicates
        self.polls = polls
        self.isRecursive = isRecursive
        self.stalledAfter = stalledAfter
        self.refusedAfter = refusedAfter
        self.split = split
        self.limits = limits
        self.state = state
    }

    /// The folder for stories.
    var outputFolder: String { output ?? Path.resolve("stories", in: folder) }
}
