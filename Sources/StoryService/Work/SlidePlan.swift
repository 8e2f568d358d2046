internal import Libav
internal import Story
internal import Transcoding

/// One slide to make: its medium, what that turned out to be, and what will be done.
struct SlidePlan: Sendable {
    let path: String
    let media: MediaInfo
    var plan: ExportPlan
    /// The content of the table of the plan's grading.
    let cube: ColorCube?
    let overlays: [Overlay]
    /// Which slide of the document it is, or a part of; from 0.
    let index: Int
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
        // How long each slide of the document lasts, all its parts together.
        var seconds: [Double] = []
        for (index, path) in request.mediaPaths.enumerated() {
            let slide = request.story.slides[index]
            let media = try prober.probe(path, interruption: interruption)
            probed(path, media)
            var options = PlanOptions(
                slide.media, preset: request.preset, split: request.split, isDraft: request.isDraft)
            options.loudness = request.story.loudness
            let cube = try Self.cube(of: slide.media, slide: index, in: request)
            let plans = try ExportPlan.plans(for: media, input: path, options: options)
            seconds.append(plans.reduce(0) { $0 + $1.duration })
            for plan in plans {
                slides.append(
                    SlidePlan(
                        path: path, media: media, plan: plan, cube: cube, overlays: slide.overlays,
                        index: index, overlayPath: "$.slides[\(index)].overlays"))
            }
        }
        var soundtrack = Soundtrack(request, seconds: seconds, prober: prober, interruption: interruption)
        for index in slides.indices {
            slides[index].plan.audio.tracks = try soundtrack.tracks(under: slides[index])
        }
        for index in slides.indices {
            slides[index].plan.slide = index + 1
            slides[index].plan.slideCount = slides.count
        }
        return slides
    }

    /// The content of the table of colours that a slide's media are to go through.
    static func cube(
        of media: SlideMedia, slide: Int, in request: IngestRequest
    ) throws(MediaError) -> ColorCube? {
        guard let table = media.grading.table else { return nil }
        do throws(CubeError) {
            return try ColorCube(path: table.path(in: request.baseDirectory))
        } catch {
            let problem = StoryProblem(
                path: "$.slides[\(slide)].media.lut.src", rule: .unusableFile,
                found: "\"\(table.src)\": \(error.description)", allowed: "a .cube file")
            throw MediaError(
                .unusableStory, stage: .plan, file: request.input, message: problem.description)
        }
    }
}

extension PlanOptions {
    init(_ media: SlideMedia, preset: Preset, split: Bool, isDraft: Bool) {
        self.init(
            preset: preset, fit: media.fit, start: media.start, duration: media.duration, split: split,
            motion: media.motion, grading: media.grading, volume: media.volume, isDraft: isDraft)
        sound = media.sound
        speed = media.speed
    }
}
