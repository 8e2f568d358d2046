public import Libav
public import Logging
public import Story

/// Turns a plan into a file.
///
/// ```
/// decode ──▶ convert ──▶ composite ──▶ encode ──▶ mux ──▶ file
///  (pick)    (scale, turn,  (overlays)    (H.264)     ▲
///             colours)                                │
/// sound: decode ─ resample ─ place on the clock ─ mix ─ AAC ┘
/// ```
///
/// Every stage runs on a thread of its own and owns what it opened; between two of them is a
/// ``Channel`` of a few elements. A stage that is slower than its neighbours makes them wait and
/// nothing pile up. The first stage that fails cancels all others; the end of a stream is a value that
/// travels through the channels. The file is temporary until its caller has verified it: whatever
/// happens here, nothing is published.
public struct Export: Sendable {
    private let context: ClipContext
    private let overlays: [Overlay]
    private let baseDirectory: String
    private let overlayPath: String

    /// How long all stages together may stand still, in seconds. The slowest single step, one frame of
    /// a 50-megapixel photo or of 8K video on a loaded machine, takes a few.
    static let longestStandstill = 60.0

    /// - Parameters:
    ///   - cube: the content of the table of the plan's grading, where it has one.
    ///   - overlays: what is drawn over the picture, later ones on top.
    ///   - baseDirectory: where relative paths of stickers begin.
    ///   - overlayPath: the overlays' JSONPath in the story, for what is said about them.
    ///   - limits: how large the media may be; the same that they were probed with.
    ///   - policy: which parts of FFmpeg the media may reach.
    ///   - threads: how many each codec may use, 0 for one per core; fewer where other clips are made at
    ///     the same time.
    ///   - logger: takes FFmpeg's log lines about this clip.
    ///   - interruption: stops the export when raised.
    public init(
        plan: ExportPlan, cube: ColorCube? = nil, overlays: [Overlay], baseDirectory: String,
        overlayPath: String = "$.slides[0].overlays", limits: Limits = Limits(),
        policy: MediaPolicy = .cameraRoll, threads: Int = 0, logger: Logger, interruption: Interruption
    ) {
        var logger = logger
        logger[metadataKey: "clip"] = "\(plan.input)"
        context = ClipContext(
            plan: plan, cube: cube, limits: limits, policy: policy, threads: threads,
            log: ClipLog(logger: logger),
            interruption: interruption, report: ExportReport())
        self.overlays = overlays
        self.baseDirectory = baseDirectory
        self.overlayPath = overlayPath
    }

    /// Writes the story to a file, which is created or overwritten.
    ///
    /// - Parameters:
    ///   - path: of a temporary file; left as it is where this throws.
    ///   - progress: called for every frame that is in the file, on the muxer's thread.
    /// - Throws: ``MediaError``; with code `cancelled` where the task or the interruption says so.
    public func run(
        to path: String, progress: @escaping @Sendable (ExportProgress) -> Void
    ) async throws(MediaError) -> ExportResult {
        do {
            try await withTaskCancellationHandler {
                try await watched(path, progress)
            } onCancel: {
                context.interruption.raise()
            }
        } catch let error as MediaError {
            throw error
        } catch is CancellationError {
            throw context.failure(.cancelled, .encode, "Stopped before it was finished.")
        } catch {
            throw context.failure(.bug, .encode, "\(error)", error as? LibavError)
        }
        return result
    }

    private var result: ExportResult {
        let counts = context.report.current
        var warnings = counts.warnings
        if counts.damagedFrames > 0 {
            let pictures = counts.damagedFrames == 1 ? "1 picture" : "\(counts.damagedFrames) pictures"
            warnings.append("damaged in the source: \(pictures)")
        }
        var result = ExportResult(
            frameCount: counts.frameCount ?? context.plan.frameCount, frameRate: context.plan.frameRate,
            decodedFrames: counts.decodedFrames, shownFrames: counts.shownFrames,
            damagedFrames: counts.damagedFrames,
            substitutions: context.plan.substitutions + counts.substitutions, overlays: counts.overlays,
            warnings: warnings)
        result.loudness = counts.loudness
        return result
    }

    /// Runs the stages beside a watchdog; whichever ends first ends the other.
    private func watched(
        _ path: String, _ progress: @escaping @Sendable (ExportProgress) -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await stages(path, progress) }
            let clock = StageExecutor("storymedia.watchdog")
            group.addTask(executorPreference: clock) { try await watchdog(clock) }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func stages(
        _ path: String, _ progress: @escaping @Sendable (ExportProgress) -> Void
    ) async throws {
        let sources = Channel<SourceFrame>(capacity: 0)
        let canvases = Channel<CanvasFrame>(capacity: 0)
        let frames = Channel<Frame>(capacity: 0)
        let video = Channel<CodedOutput>(capacity: 8)
        let sound = Channel<CodedOutput>(capacity: 8)
        try await withThrowingDiscardingTaskGroup { stages in
            stages.addTask(executorPreference: StageExecutor("storymedia.decode")) {
                try await decode(into: sources)
            }
            stages.addTask(executorPreference: StageExecutor("storymedia.convert")) {
                var stage = try ConvertStage(context)
                try await stage.run(from: sources, into: canvases)
            }
            stages.addTask(executorPreference: StageExecutor("storymedia.composite")) {
                let stage = try CompositeStage(
                    context, overlays: overlays, baseDirectory: baseDirectory, path: overlayPath)
                try await stage.run(from: canvases, into: frames)
            }
            stages.addTask(executorPreference: StageExecutor("storymedia.encode")) {
                var stage = try EncodeStage(context)
                try await stage.run(from: frames, into: video)
            }
            stages.addTask(executorPreference: StageExecutor("storymedia.sound")) {
                var stage = try SoundStage(context)
                try await stage.run(into: sound)
            }
            stages.addTask(executorPreference: StageExecutor("storymedia.mux")) {
                var stage = try MuxStage(context, path: path, progress: progress)
                try await stage.run(video: video, sound: sound)
            }
        }
    }

    private func decode(into sources: Channel<SourceFrame>) async throws {
        if let stream = context.plan.video.stream {
            var stage = try DecodeStage(context, stream: stream)
            try await stage.run(into: sources)
        } else {
            var stage = try PictureStage(context)
            try await stage.run(into: sources)
        }
    }

    /// Ends the export when nothing has moved for ``longestStandstill``.
    private func watchdog(_ clock: StageExecutor) async throws {
        var movement = context.report.movement
        while true {
            try await clock.sleep(for: Self.longestStandstill)
            let now = context.report.movement
            if now == movement {
                context.interruption.raise()
                throw context.failure(
                    .stalled, .decode, "Nothing has moved for \(Self.longestStandstill.inSeconds).")
            }
            movement = now
        }
    }
}
