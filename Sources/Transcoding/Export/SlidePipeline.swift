package import Color
package import Libav
package import Logging
package import Probing
package import Story
package import Threading

/// Makes a slide's frames: decode → pick → convert → composite.
///
/// What an encoder gets and what a preview shows comes from here, so that both are the same to the
/// last bit. See ``Export`` for how stages work together.
package struct SlidePipeline: Sendable {
    package private(set) var context: ExportContext
    private let overlays: [Overlay]
    private let baseDirectory: String
    private let overlayPath: String

    /// - Parameters:
    ///   - cube: the content of the table of the plan's grading, where it has one.
    ///   - frames: the ones to make.
    ///   - overlays: what is drawn over the picture, later ones on top.
    ///   - baseDirectory: where relative paths of stickers begin.
    ///   - overlayPath: the overlays' JSONPath in the story, for what is said about them.
    ///   - threads: how many each codec may use, 0 for one per core.
    ///   - fills: whether the last picture stands until the planned end.
    package init(
        plan: ExportPlan, cube: ColorCube? = nil, frames: FrameSelection = .all, overlays: [Overlay],
        baseDirectory: String,
        overlayPath: String, limits: Limits, policy: MediaPolicy, threads: Int, logger: Logger,
        cancellation: CancellationToken, report: ExportReport = ExportReport(), fills: Bool = false
    ) {
        var logger = logger
        logger[metadataKey: "clip"] = "\(plan.input)"
        context = ExportContext(
            plan: plan, frames: frames, cube: cube, limits: limits, policy: policy, threads: threads,
            log: ClipLog(logger: logger), cancellation: cancellation, report: report, fills: fills)
        self.overlays = overlays
        self.baseDirectory = baseDirectory
        self.overlayPath = overlayPath
    }

    /// The same for another run over the same frames.
    ///
    /// - Parameter whole: the report of the export of which this is a part; nil where it is none.
    func starting(_ pass: EncodingPass, partOf whole: ExportReport? = nil) -> SlidePipeline {
        var maker = self
        maker.context = context.starting(pass, partOf: whole)
        return maker
    }

    /// Starts the stages that make frames; their times count frames of the slide.
    ///
    /// - Parameter gate: what they wait for before they open anything; nil for nothing.
    package func start(
        in stages: inout ThrowingDiscardingTaskGroup<any Error>, into frames: Channel<Frame>,
        after gate: Gate? = nil
    ) {
        let sources = Channel<SourceFrame>(capacity: 0)
        let canvases = Channel<CanvasFrame>(capacity: 0)
        stages.addTask(executorPreference: StageExecutor("storymedia.decode")) {
            try await gate?.pass()
            try await decode(into: sources)
        }
        stages.addTask(executorPreference: StageExecutor("storymedia.convert")) {
            try await gate?.pass()
            var stage = try ConvertStage(context)
            try await stage.run(from: sources, into: canvases)
        }
        stages.addTask(executorPreference: StageExecutor("storymedia.composite")) {
            try await gate?.pass()
            let stage = try CompositeStage(
                context, overlays: overlays, baseDirectory: baseDirectory, path: overlayPath)
            try await stage.run(from: canvases, into: frames)
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
}
