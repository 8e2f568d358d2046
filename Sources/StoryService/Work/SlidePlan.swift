internal import Libav
internal import Story
internal import Transcoding

/// One slide to make: its medium, what that turned out to be, and what will be done.
struct SlidePlan: Sendable {
    let path: String
    let media: MediaInfo
    var plan: ExportPlan
    let overlays: [Overlay]
    /// The overlays' JSONPath in the story, for what is said about them.
    let overlayPath: String

    /// Looks at all media of a request and plans its slides.
    ///
    /// - Parameter probed: gets each medium's path and facts.
    static func plans(
        for request: IngestRequest, prober: Prober, interruption: Interruption,
        probed: (String, MediaInfo) -> Void
    ) throws(MediaError) -> [SlidePlan] {
        var slides: [SlidePlan] = []
        for (index, path) in request.mediaPaths.enumerated() {
            let slide = request.story.slides[index]
            let media = try prober.probe(path, interruption: interruption)
            probed(path, media)
            let options = PlanOptions(
                slide.media, preset: request.preset, split: request.split, isDraft: request.isDraft)
            for plan in try ExportPlan.plans(for: media, input: path, options: options) {
                slides.append(
                    SlidePlan(
                        path: path, media: media, plan: plan, overlays: slide.overlays,
                        overlayPath: "$.slides[\(index)].overlays"))
            }
        }
        for index in slides.indices {
            slides[index].plan.slide = index + 1
            slides[index].plan.slideCount = slides.count
        }
        return slides
    }
}

extension PlanOptions {
    init(_ media: SlideMedia, preset: Preset, split: Bool, isDraft: Bool) {
        self.init(
            preset: preset, fit: media.fit, start: media.start, duration: media.duration, split: split,
            motion: media.motion, volume: media.volume, isDraft: isDraft)
    }
}
