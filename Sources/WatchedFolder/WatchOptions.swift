internal import Files
public import Jobs
public import Probing
public import StoryService

/// How a folder is to be watched.
public struct WatchOptions: Hashable, Sendable {
    /// What to do with an upload whose content another one had, for the same story.
    public enum Duplicates: String, Hashable, Sendable, CaseIterable {
        /// It shares the other one's job and its outcome.
        case share
        /// It is a story of its own.
        case process
    }

    /// The folder that uploads come into.
    public var folder: String
    /// Where stories appear, in the subfolders that their uploads were in. Nil for `stories` in the
    /// folder.
    public var output: String?
    /// Where the queue is, to make sure that its file is not in the way.
    public var queue: QueueLocation?
    /// How long a file must stay as it is before it is looked into. A file whose writer has closed it
    /// and that is provably whole does not have to wait.
    public var settle: Duration
    /// The same where the folder has to be polled, and a file's writer is another machine's.
    public var polledSettle: Duration
    /// How long an upload waits for a story of its own after it is whole.
    public var sidecarWait: Duration
    /// After how long everything is looked at, whatever the kernel has said.
    public var rescan: Duration
    /// The same where some folder has to be polled.
    public var polledRescan: Duration
    public var duplicates: Duplicates
    /// Whether the kernel is not to be asked for changes.
    public var polls: Bool
    /// Whether subfolders are watched, too.
    public var isRecursive: Bool
    /// After how long without a change the watch reports an upload that is not whole.
    public var stalledAfter: Duration
    /// After how long without a change an upload that is not whole is refused.
    public var refusedAfter: Duration
    /// Whether what does not fit into one slide goes into further ones.
    public var split: Bool
    /// How large uploads may be.
    public var limits: Limits
    /// Where it is noted that the folder is watched.
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
