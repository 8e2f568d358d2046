public import Color
public import Compositing
internal import Libav
public import Probing
public import Story
internal import Synchronization
internal import Threading
public import Transcoding

/// Measures a slide for ``StoryConformance``: lays out its overlays, and measures texts in the same frames that an
/// encoder would get.
///
/// ```
/// decode ──▶ convert ──▶ composite ──▶ measure
/// ```
public struct ReviewExport: Sendable {
    private let review: OverlayReview
    private let slidePath: String

    /// - Parameters:
    ///   - overlays: the slide's overlays, later ones on top.
    ///   - preset: determines the canvas.
    ///   - duration: the slide's duration, in seconds.
    ///   - baseDirectory: the folder to which paths of stickers are relative.
    ///   - fonts: the story's own fonts; nil if it has none.
    ///   - slidePath: the slide's JSONPath in the story.
    /// - Throws: ``CompositingError`` if memory runs out.
    public init(
        overlays: [Overlay], preset: Preset, duration: Double, baseDirectory: String,
        fonts: FontLibrary? = nil, slidePath: String
    ) throws(CompositingError) {
        review = try OverlayReview(
            overlays: overlays, canvasWidth: preset.width, canvasHeight: preset.height,
            slideDuration: duration, baseDirectory: baseDirectory, fonts: fonts,
            path: "\(slidePath).overlays")
        self.slidePath = slidePath
    }

    /// Overlays that cannot be drawn, and why.
    public var problems: [StoryProblem] { review.problems }

    /// What is drawn differently from what the story asks for.
    public var substitutions: [Substitution] { review.substitutions }

    /// Measurements of the overlays that can be drawn, as far as they need no picture.
    public var measures: [OverlayMeasure] { review.items.map { OverlayMeasure($0) } }

    /// The same measurements, and how well texts stand out from the picture.
    ///
    /// - Throws: ``MediaError`` if the media cannot be shown.
    public func measures(
        over plan: ExportPlan, cube: ColorCube?, in environment: ExportEnvironment
    ) async throws(MediaError) -> [OverlayMeasure] {
        let moments = moments(in: plan)
        guard !moments.isEmpty else { return measures }
        let maker = SlidePipeline(
            plan: plan, cube: cube, frames: FrameSelection(moments.keys),
            overlays: review.items.map(\.overlay), slidePath: slidePath, in: environment)
        let measured = Measured(measures)
        let context = maker.context
        try await Watchdog(context: context).watch {
            let frames = Channel<Frame>(capacity: 0)
            try await withThrowingDiscardingTaskGroup { stages in
                maker.start(in: &stages, into: frames)
                stages.addTask(executorPreference: StageExecutor("storymedia.review")) {
                    try await measure(frames, moments, context, into: measured)
                }
            }
        }
        return measured.overlays.withLock { $0 }
    }

    private func measure(
        _ frames: Channel<Frame>, _ moments: [Int: [Int]], _ context: ExportContext, into measured: Measured
    ) async throws {
        while let frame = try await frames.receive() {
            try context.checkCancellation()
            let index = Int(frame.pts ?? 0)
            let seconds = Double(index) / Double(context.plan.frameRate)
            let colors = try frame.screenColors()
            for position in moments[index] ?? [] {
                guard let mask = try review.letters(of: position, at: seconds) else { continue }
                let letters = LetterContrast(of: mask, in: colors, at: seconds)
                measured.overlays.withLock { $0[position].text?.letters.append(letters) }
            }
            context.report.moved()
        }
    }

    /// The results of the last stage.
    private final class Measured: Sendable {
        let overlays: Mutex<[OverlayMeasure]>

        init(_ overlays: [OverlayMeasure]) { self.overlays = Mutex(overlays) }
    }

    /// The frames in which texts are measured: for each text, one early, one in the middle and one late in the time in
    /// which it rests.
    private func moments(in plan: ExportPlan) -> [Int: [Int]] {
        var moments: [Int: [Int]] = [:]
        for (position, item) in review.items.enumerated() {
            guard case .text(let text) = item.overlay else { continue }
            for seconds in text.presence.restingMoments(until: item.region.end) {
                let index = min(Int(seconds * Double(plan.frameRate)), plan.frameCount - 1)
                if index >= 0 { moments[index, default: []].append(position) }
            }
        }
        return moments
    }
}

extension Presence {
    /// Moments between an overlay's enter and exit animations, in seconds from the slide's start.
    fileprivate func restingMoments(until end: Double) -> [Double] {
        let from = start + (enter.animation == .none ? 0 : enter.duration)
        let to = end - (exit.animation == .none ? 0 : exit.duration)
        guard to > from else { return [(start + end) / 2] }
        return [0.1, 0.5, 0.9].map { from + (to - from) * $0 }
    }
}
