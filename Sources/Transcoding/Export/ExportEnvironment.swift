public import Compositing
public import Libav
public import Logging
public import Probing
public import Threading

/// What exports have in common, whatever they make: where files are found, how much may be used, who is told, and
/// what stops them.
public struct ExportEnvironment: Sendable {
    /// Where relative paths of stickers begin.
    public var baseDirectory: String
    /// The story's own fonts; nil if it has none.
    public var fonts: FontLibrary?
    /// How large the media may be; the same that they were probed with.
    public var limits: Limits
    /// Which parts of FFmpeg the media may reach.
    public var policy: MediaPolicy
    /// How many threads each codec may use, 0 for one per core; fewer if other clips are exported at the same time.
    public var threads: Int
    /// Receives FFmpeg's log lines.
    public var logger: Logger
    /// Stops the export when raised.
    public var cancellation: CancellationToken

    public init(
        baseDirectory: String, fonts: FontLibrary? = nil, limits: Limits = Limits(),
        policy: MediaPolicy = .cameraRoll, threads: Int = 0,
        logger: Logger, cancellation: CancellationToken
    ) {
        self.baseDirectory = baseDirectory
        self.fonts = fonts
        self.limits = limits
        self.policy = policy
        self.threads = threads
        self.logger = logger
        self.cancellation = cancellation
    }

    /// For FFmpeg's log lines about a clip, or about joined ones.
    func log(about plan: ExportPlan) -> ClipLog {
        var logger = logger
        logger[metadataKey: "clip"] = "\(plan.input)"
        return ClipLog(logger: logger)
    }
}
