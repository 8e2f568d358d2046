internal import Libav
internal import Threading

/// Makes an output's frames: those of one slide, or of several that are joined.
enum FramePipeline: Sendable {
    case slide(SlidePipeline)
    case joined(JoinedPipeline)

    /// - Parameter slides: one, or one for each of the plan's segments.
    init(
        plan: ExportPlan, frames: FrameSelection = .all, slides: [SlideContent],
        in environment: ExportEnvironment
    ) {
        precondition(slides.count == plan.segments?.count ?? 1, "a slide's content is missing")
        if plan.segments != nil {
            self = .joined(
                JoinedPipeline(plan: plan, frames: frames, slides: slides, in: environment))
        } else {
            self = .slide(
                SlidePipeline(
                    plan: plan, cube: slides[0].cube, frames: frames, overlays: slides[0].overlays,
                    slidePath: slides[0].slidePath, in: environment))
        }
    }

    var context: ExportContext {
        switch self {
        case .slide(let maker): maker.context
        case .joined(let maker): maker.context
        }
    }

    /// Returns a copy for another run over the same frames.
    func starting(_ pass: EncodingPass) -> FramePipeline {
        switch self {
        case .slide(let maker): .slide(maker.starting(pass))
        case .joined(let maker): .joined(maker.starting(pass))
        }
    }

    /// Starts the stages that make frames; their times count frames of the output.
    func start(in stages: inout ThrowingDiscardingTaskGroup<any Error>, into frames: Channel<Frame>) {
        switch self {
        case .slide(let maker): maker.start(in: &stages, into: frames)
        case .joined(let maker): maker.start(in: &stages, into: frames)
        }
    }
}
