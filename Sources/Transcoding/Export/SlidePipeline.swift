package import Color
package import Libav
internal import Probing
package import Story
package import Threading

/// Makes a slide's frames: decode → pick → convert → composite.
///
/// Both an encoder and a preview get their frames from here, so the two agree to the last bit. See ``Export`` for how
/// stages work together.
package struct SlidePipeline: Sendable {
    package private(set) var context: ExportContext
    private let overlays: [Overlay]
    private let environment: ExportEnvironment
    private let slidePath: String

    /// - Parameters:
    ///   - cube: the table of the plan's grading, if it has one.
    ///   - frames: the ones to make.
    ///   - overlays: what to draw over the picture, later ones on top.
    ///   - slidePath: the slide's JSONPath in the story, for messages about its parts.
    ///   - fills: whether the last picture stays until the planned end.
    package init(
        plan: ExportPlan, cube: ColorCube? = nil, frames: FrameSelection = .all, overlays: [Overlay],
        slidePath: String, in environment: ExportEnvironment, report: ExportReport = ExportReport(),
        fills: Bool = false
    ) {
        context = ExportContext(
            plan: plan, frames: frames, cube: cube, limits: environment.limits,
            policy: environment.policy, threads: environment.threads, log: environment.log(about: plan),
            cancellation: environment.cancellation, report: report, fills: fills)
        self.overlays = overlays
        self.environment = environment
        self.slidePath = slidePath
    }

    /// Returns a copy for another run over the same frames.
    ///
    /// - Parameter whole: the report of the larger export that this belongs to; nil if there is no larger one.
    func starting(_ pass: EncodingPass, partOf whole: ExportReport? = nil) -> SlidePipeline {
        var maker = self
        maker.context = context.starting(pass, partOf: whole)
        return maker
    }

    /// Starts the stages that make frames; their times count frames of the slide.
    ///
    /// - Parameter gate: what the stages wait for before they open anything; nil to start at once.
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
            var stage = try ConvertStage(context, background: backgroundFile)
            try await stage.run(from: sources, into: canvases)
        }
        stages.addTask(executorPreference: StageExecutor("storymedia.composite")) {
            try await gate?.pass()
            let stage = try CompositeStage(
                context, overlays: overlays, in: environment, path: "\(slidePath).overlays")
            try await stage.run(from: canvases, into: frames)
        }
    }

    /// The file of the slide's background; nil if the background is not a picture.
    private var backgroundFile: BackgroundFile? {
        guard case .picture(let picture) = context.plan.video.background else { return nil }
        return BackgroundFile(
            src: picture.src, path: OverlayFile.path(of: picture.src, in: environment.baseDirectory),
            place: "\(slidePath).background.src")
    }

    private func decode(into sources: Channel<SourceFrame>) async throws {
        if context.plan.kind == .background {
            guard
                let painter = try BackgroundPainter.make(
                    for: context, width: context.plan.canvasWidth, height: context.plan.canvasHeight,
                    file: backgroundFile)
            else { throw context.failure(.bug, .decode, "The plan has neither media nor a background.") }
            var stage = BackgroundStage(context, painter)
            try await stage.run(into: sources)
        } else if let stream = context.plan.video.stream {
            var stage = try DecodeStage(context, stream: stream)
            try await stage.run(into: sources)
        } else {
            var stage = try PictureStage(context)
            try await stage.run(into: sources)
        }
    }
}
