internal import Compositing
internal import Libav
internal import Logging
internal import Story
internal import Transcoding

/// Measures a story's slides, with the media that are there.
struct StoryReviewer: Sendable {
    let order: WorkOrder
    let logger: Logger
    let interruption: Interruption

    private var request: IngestRequest { order.request }
    private var preset: Preset { request.preset }

    /// - Throws: ``MediaError`` where the work was stopped or there is no memory; what is wrong with media and
    ///   overlays is said in the slides' reviews.
    func slides() async throws(MediaError) -> [SlideReview] {
        let present = Set(order.files)
        var reviews: [SlideReview] = []
        for (index, path) in request.mediaPaths.enumerated() {
            reviews.append(try await review(index, path: present.contains(path) ? path : nil))
        }
        return reviews
    }

    /// - Parameter path: where the slide's media are; nil where they are not to be had.
    private func review(_ index: Int, path: String?) async throws(MediaError) -> SlideReview {
        let slide = request.story.slides[index]
        let most = preset.maximumSeconds
        var review = SlideReview(
            slide: index, duration: min(slide.media.duration ?? preset.photoSeconds, most))
        review.wantedDuration = slide.media.duration
        let subtitles = SlideSubtitles(ofSlide: index, in: request)
        review.problems = subtitles.problems
        // Media that are not to be had are taken to be long enough.
        var shown = ShownPart(
            start: slide.media.start, duration: review.duration, speed: slide.media.speed)
        var found: (plan: ExportPlan, cube: ColorCube?)?
        if let path {
            do throws(MediaError) {
                let (plan, part) = try plan(slide.media, index, subtitles, path: path)
                review.duration = plan.duration
                review.media = SlideReview.Media(plan, of: part.media, from: slide.media.start)
                shown = ShownPart(plan, of: part.media)
                found = (plan, part.content.cube)
            } catch {
                guard error.code == .unusableMedia || error.code == .unusableStory else { throw error }
                review.fault = error.message
            }
        }
        let overlays = subtitles.overlays(in: shown, &review.problems)
        let export = try export(overlays, index, seconds: review.duration)
        review.problems += export.problems
        review.overlays = export.measures
        guard let found else { return review }
        do throws(MediaError) {
            review.overlays = try await export.measures(
                over: found.plan, cube: found.cube, baseDirectory: request.baseDirectory,
                limits: request.limits, policy: order.policy, threads: order.threads, logger: logger,
                interruption: interruption)
        } catch {
            guard error.code == .unusableMedia || error.code == .unusableStory else { throw error }
            review.fault = error.message
        }
        return review
    }

    private func plan(
        _ media: SlideMedia, _ index: Int, _ subtitles: SlideSubtitles, path: String
    ) throws(MediaError) -> (ExportPlan, SlidePart) {
        let prober = Prober(limits: request.limits, policy: order.policy, logger: logger)
        let info = try prober.probe(path, interruption: interruption)
        let part = try SlidePart(index, at: path, of: request, media: info, subtitles: subtitles)
        var options = part.options
        // Too long a slide is found by its own rule; what is seen of it is looked at all the same.
        options.duration = media.duration.map { min($0, preset.maximumSeconds) }
        guard let plan = try ExportPlan.plans(for: info, input: path, options: options).first else {
            throw MediaError(.bug, stage: .plan, file: path, message: "Nothing was planned.")
        }
        return (plan, part)
    }

    private func export(
        _ overlays: [Overlay], _ index: Int, seconds: Double
    ) throws(MediaError) -> ReviewExport {
        do throws(CompositingError) {
            return try ReviewExport(
                overlays: overlays, preset: preset, duration: seconds,
                baseDirectory: request.baseDirectory, overlayPath: "$.slides[\(index)].overlays")
        } catch {
            throw MediaError(
                .limitExceeded, stage: .composite, file: request.input, message: error.description)
        }
    }
}

extension SlideReview.Media {
    /// - Parameter start: where in the medium the slide begins, in seconds.
    fileprivate init(_ plan: ExportPlan, of info: MediaInfo, from start: Double) {
        let shown = plan.video.presentation
        self.init(
            enlargement: Double(shown.scaledHeight) / Double(max(1, shown.crop.height)),
            available: info.kind == .video
                ? info.shownDuration.map { max(0, $0 - start) / plan.video.speed } : nil)
    }
}
