internal import Libav
internal import Logging
internal import Story
internal import Transcoding

/// One slide to make: its medium, what that turned out to be, and what will be done.
struct SlidePlan: Sendable {
    let path: String
    let media: MediaInfo
    let plan: ExportPlan
    let overlays: [Overlay]

    /// Looks at all media of a request and plans its slides.
    ///
    /// - Parameter probed: gets each medium's path and facts.
    static func plans(
        for request: IngestRequest, logger: Logger, interruption: Interruption,
        probed: (String, MediaInfo) -> Void
    ) throws(MediaError) -> [SlidePlan] {
        var slides: [SlidePlan] = []
        for (slide, path) in zip(request.story.slides, request.mediaPaths) {
            let media = try Prober(logger: logger).probe(path, interruption: interruption)
            probed(path, media)
            let options = PlanOptions(slide.media, preset: request.story.preset, split: request.split)
            for plan in try ExportPlan.plans(for: media, input: path, options: options) {
                slides.append(SlidePlan(path: path, media: media, plan: plan, overlays: slide.overlays))
            }
        }
        return slides.enumerated().map { index, slide in
            var plan = slide.plan
            plan.slide = index + 1
            plan.slideCount = slides.count
            return SlidePlan(path: slide.path, media: slide.media, plan: plan, overlays: slide.overlays)
        }
    }
}

extension PlanOptions {
    init(_ media: SlideMedia, preset: Preset, split: Bool) {
        self.init(
            preset: preset, fit: media.fit, start: media.start, duration: media.duration, split: split,
            motion: media.motion == .kenBurns ? .kenBurns : .none, volume: media.volume)
    }
}
