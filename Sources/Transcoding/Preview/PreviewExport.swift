public import Color
internal import Libav
public import Probing
public import Story
internal import Synchronization
internal import Threading

/// Draws what a slide will look like, with the same stages as the full export.
///
/// ```
/// decode ──▶ convert ──▶ composite ──▶ hash, draw ──▶ PNG
/// ```
public struct PreviewExport: Sendable {
    private let supply: FramePipeline
    private let options: PreviewOptions
    private let indices: [Int]

    /// Like `Export.init`, for the frames that the options ask for.
    ///
    /// - Throws: ``MediaError`` if the slide has no such moment.
    public init(
        plan: ExportPlan, cube: ColorCube? = nil, options: PreviewOptions, overlays: [Overlay],
        slidePath: String = "$.slides[0]", in environment: ExportEnvironment
    ) throws(MediaError) {
        try self.init(
            plan: plan, options: options,
            slides: [SlideContent(cube: cube, overlays: overlays, slidePath: slidePath)],
            in: environment)
    }

    /// Like `Export.init`, for a slide or for several that are joined.
    ///
    /// - Throws: ``MediaError`` if there is no such moment.
    public init(
        plan: ExportPlan, options: PreviewOptions, slides: [SlideContent],
        in environment: ExportEnvironment
    ) throws(MediaError) {
        indices = try options.indices(in: plan)
        self.options = options
        supply = FramePipeline(
            plan: plan, frames: FrameSelection(indices), slides: slides, in: environment)
    }

    /// Draws the preview.
    ///
    /// - Throws: ``MediaError``, with code `unusableStory` if the clip turns out to end before the moment.
    public func run() async throws(MediaError) -> PreviewPicture {
        let context = supply.context
        let drawn = Drawn()
        try await Watchdog(context: context).watch {
            let frames = Channel<Frame>(capacity: 0)
            try await withThrowingDiscardingTaskGroup { stages in
                supply.start(in: &stages, into: frames)
                stages.addTask(executorPreference: StageExecutor("storymedia.preview")) {
                    var stage = PreviewStage(context, options, indices: indices)
                    let picture = try await stage.run(from: frames)
                    drawn.picture.withLock { $0 = picture }
                }
            }
        }
        guard let picture = drawn.picture.withLock({ $0 }) else {
            throw context.failure(.bug, .encode, "The preview was not drawn.")
        }
        return picture
    }

    /// The result of the last stage.
    private final class Drawn: Sendable {
        let picture = Mutex<PreviewPicture?>(nil)
    }
}
