internal import Color
internal import Compositing
internal import Conformance
internal import Libav
internal import Probing
internal import Story
internal import Subtitles
internal import Transcoding

/// Measures a story's slides, with the media that are available.
struct StoryReviewer: Sendable {
    let request: IngestRequest
    let worker: Worker

    private var preset: Preset { request.preset }

    /// - Throws: ``MediaError`` if the work was cancelled or memory ran out. The slides' reviews report what is wrong
    ///   with media and overlays.
    func slides() async throws(MediaError) -> [SlideReview] {
        var media: [Medium] = []
        for (index, path) in request.mediaPaths.enumerated() {
            media.append(try look(at: worker.files.contains(path) ? path : nil, of: index))
        }
        var joined: [SegmentPlan]?
        var joinFault: String?
        do throws(MediaError) {
            joined = try join(media.compactMap(\.part))
        } catch {
            guard error.code == .unusableStory else { throw error }
            joinFault = error.message
        }
        var reviews: [SlideReview] = []
        for (index, medium) in media.enumerated() {
            reviews.append(try await review(index, medium, plan: joined?[index].plan))
        }
        reviews[0].joinFault = joinFault
        return reviews
    }

    /// A slide's medium, as far as it is usable.
    private struct Medium {
        let subtitles: SlideSubtitles
        /// Nil if the medium is missing or unusable.
        var part: SlidePart?
        var fault: String?
    }

    /// - Parameter path: the path of the slide's medium; nil if it is missing.
    private func look(at path: String?, of index: Int) throws(MediaError) -> Medium {
        var medium = Medium(subtitles: SlideSubtitles.read(ofSlide: index, in: request))
        guard let path else { return medium }
        do throws(MediaError) {
            let info =
                request.isWithoutMedia(index)
                ? MediaInfo(background: preset)
                : try worker.prober(request.limits).probe(path, cancellation: worker.cancellation)
            medium.part = try SlidePart.read(
                index, at: path, of: request, media: info, subtitles: medium.subtitles)
        } catch {
            guard error.code == .unusableMedia || error.code == .unusableStory else { throw error }
            medium.fault = error.message
        }
        return medium
    }

    /// The plan of each slide in the joined file; nil if each slide is a file of its own, or if any medium is missing
    /// or unusable.
    private func join(_ parts: [SlidePart]) throws(MediaError) -> [SegmentPlan]? {
        let count = request.story.slides.count
        guard request.story.isJoined, count > 1, parts.count == count else { return nil }
        let slides = parts.map { JoinedSlide($0, in: request.story) }
        return try ExportPlan.joined(slides, loudness: request.story.loudness).segments
    }

    /// - Parameter joined: the slide's plan in the joined file; nil if the slide is planned alone.
    private func review(
        _ index: Int, _ medium: Medium, plan joined: ExportPlan?
    ) async throws(MediaError) -> SlideReview {
        let slide = request.story.slides[index]
        let most = preset.maximumSeconds
        var review = SlideReview(
            slide: index, duration: min(slide.media.duration ?? preset.photoSeconds, most))
        review.wantedDuration = slide.media.duration
        review.problems = medium.subtitles.problems
        review.fault = medium.fault
        // A missing medium counts as long enough.
        var shown = ShownPart(
            start: slide.media.start, duration: review.duration, speed: slide.media.speed)
        var found: (plan: ExportPlan, cube: ColorCube?)?
        if let part = medium.part {
            do throws(MediaError) {
                let plan = if let joined { joined } else { try plan(slide.media, part) }
                review.duration = plan.duration
                review.media = SlideReview.Media(plan, of: part.media, from: slide.media.start)
                shown = ShownPart(plan, of: part.media)
                found = (plan, part.content.cube)
            } catch {
                guard error.code == .unusableMedia || error.code == .unusableStory else { throw error }
                review.fault = error.message
            }
        }
        let overlays = medium.subtitles.overlays(in: shown, &review.problems)
        let export = try export(overlays, index, seconds: review.duration)
        review.problems += export.problems
        review.substitutions = export.substitutions
        review.overlays = export.measures
        guard let found else { return review }
        do throws(MediaError) {
            review.overlays = try await export.measures(
                over: found.plan, cube: found.cube,
                in: worker.environment(for: request))
        } catch {
            guard error.code == .unusableMedia || error.code == .unusableStory else { throw error }
            review.fault = error.message
        }
        return review
    }

    private func plan(_ media: SlideMedia, _ part: SlidePart) throws(MediaError) -> ExportPlan {
        var options = part.options
        // A rule of its own reports a slide that is too long. The part of it that would be shown is measured
        // nevertheless.
        options.duration = media.duration.map { min($0, preset.maximumSeconds) }
        guard
            let plan = try ExportPlan.plans(for: part.media, input: part.path, options: options).first
        else {
            throw MediaError(.bug, stage: .plan, file: part.path, message: "Nothing was planned.")
        }
        return plan
    }

    private func export(
        _ overlays: [Overlay], _ index: Int, seconds: Double
    ) throws(MediaError) -> ReviewExport {
        do throws(CompositingError) {
            return try ReviewExport(
                overlays: overlays, preset: preset, duration: seconds,
                baseDirectory: request.baseDirectory, fonts: worker.fonts, slidePath: "$.slides[\(index)]")
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
