internal import Libav
internal import Threading

/// Makes the frames of a joined story: those of each slide as if it stood alone, then the transitions.
///
/// ```
/// slide 1: decode ─▶ convert ─▶ composite ─┐
/// slide 2: decode ─▶ convert ─▶ composite ─┼─▶ join ─▶
/// …                                        ┘
/// ```
///
/// Overlays belong to their slide and move with its picture. If a clip ends early, its last picture stays, so that
/// everything after it comes when it was planned, in time with the sound.
struct JoinedPipeline: Sendable {
    private(set) var context: ExportContext
    /// Nil for a slide if none of its frames is wanted.
    private var makers: [SlidePipeline?]

    /// - Parameters:
    ///   - plan: one with segments.
    ///   - frames: the whole file's.
    ///   - slides: one for each segment.
    init(
        plan: ExportPlan, frames: FrameSelection, slides: [SlideContent], in environment: ExportEnvironment
    ) {
        let report = ExportReport()
        var segments: [ExportContext] = []
        var makers: [SlidePipeline?] = []
        for (segment, slide) in zip(plan.segments ?? [], slides) {
            let part = frames.part(segment.range)
            let maker = SlidePipeline(
                plan: segment.plan, cube: slide.cube, frames: part ?? .all, overlays: slide.overlays,
                slidePath: slide.slidePath, in: environment, report: ExportReport(partOf: report),
                fills: true)
            segments.append(maker.context)
            makers.append(part == nil ? nil : maker)
        }
        context = ExportContext(
            plan: plan, frames: frames, cube: nil, limits: environment.limits,
            policy: environment.policy, threads: environment.threads, log: environment.log(about: plan),
            cancellation: environment.cancellation, report: report, segments: segments)
        self.makers = makers
    }

    /// Returns a copy for another run over the same frames.
    func starting(_ pass: EncodingPass) -> JoinedPipeline {
        var maker = self
        maker.context = context.starting(pass)
        maker.makers = makers.map { $0?.starting(pass, partOf: maker.context.report) }
        maker.context.segments = zip(maker.makers, context.segments).map { $0?.context ?? $1 }
        return maker
    }

    /// Starts the stages that make frames; their times count frames of the file.
    func start(in stages: inout ThrowingDiscardingTaskGroup<any Error>, into frames: Channel<Frame>) {
        let sources = makers.map { maker in
            let source = JoinStage.Source(frames: Channel<Frame>(capacity: 0), gate: Gate())
            maker?.start(in: &stages, into: source.frames, after: source.gate)
            return source
        }
        stages.addTask(executorPreference: StageExecutor("storymedia.join")) { [context] in
            var stage = try JoinStage(context, sources: sources)
            try await stage.run(into: frames)
        }
    }
}
