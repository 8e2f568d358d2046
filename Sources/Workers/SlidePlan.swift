internal import Probing
internal import Story
internal import Threading
internal import Transcoding

/// One file to make: its medium or the media that are joined in it, and the plan.
struct SlidePlan: Sendable {
    /// One part, or one for each segment of the plan if slides are joined.
    let parts: [SlidePart]
    var plan: ExportPlan

    /// The plan, with the warnings about captions of which no word is shown.
    var planWithSilence: ExportPlan {
        var plan = plan
        plan.substitutions += plan.naming(parts.map(\.silence))
        return plan
    }

    /// Probes all media of a request and plans its slides.
    ///
    /// - Parameters:
    ///   - threads: how many threads a codec may use, 0 for one per core.
    ///   - probed: called with each medium's path and facts.
    ///   - divided: called with each place where a clip is divided. Finding one may take a second.
    static func plans(
        for request: IngestRequest, prober: Prober, threads: Int = 0, cancellation: CancellationToken,
        probed: (String, MediaInfo) -> Void, divided: (SlideBoundary) -> Void = { _ in }
    ) throws(MediaError) -> [SlidePlan] {
        try checkSplitting(request)
        var parts: [SlidePart] = []
        for (index, path) in request.mediaPaths.enumerated() {
            let media =
                request.isWithoutMedia(index)
                ? MediaInfo(background: request.preset)
                : try prober.probe(path, cancellation: cancellation)
            probed(path, media)
            var part = try SlidePart.read(index, at: path, of: request, media: media)
            part.options.boundaries = try prober.boundaries(
                for: media, input: path, options: part.options, request.splitAt, threads: threads,
                cancellation: cancellation, found: divided)
            parts.append(part)
        }
        let soundtrack = Soundtrack(request, prober: prober, cancellation: cancellation)
        return request.story.isJoined && parts.count > 1
            ? [try joined(parts, request, soundtrack)] : try separate(parts, soundtrack)
    }

    private static func checkSplitting(_ request: IngestRequest) throws(MediaError) {
        guard request.story.isJoined, request.split else { return }
        throw MediaError(
            .unusableStory, stage: .plan, file: request.input,
            message: "Its story joins the slides into one file, but clips are to be divided into several.",
            remedies: [.keepWhole, .keepApart])
    }

    /// Makes one file per slide, or several with splitting.
    private static func separate(
        _ parts: [SlidePart], _ soundtrack: Soundtrack
    ) throws(MediaError) -> [SlidePlan] {
        var soundtrack = soundtrack
        var slides: [SlidePlan] = []
        // The duration of each slide of the document, all its parts together.
        var seconds: [Double] = []
        for part in parts {
            let plans = try ExportPlan.plans(for: part.media, input: part.path, options: part.options)
            seconds.append(plans.reduce(0) { $0 + $1.duration })
            slides += zip(try part.showing(plans), plans).map { SlidePlan(parts: [$0], plan: $1) }
        }
        let end = seconds.reduce(0, +)
        for index in slides.indices {
            let part = slides[index].parts[0].index
            let clock = slides[index].plan.audio.shape.clock
            slides[index].plan.audio.tracks =
                try soundtrack.storyTracks(clock: seconds[..<part].reduce(0, +) + clock, clockEnd: end)
                + soundtrack.slideTracks(part, clock: clock, clockEnd: seconds[part])
            slides[index].plan.slide = index + 1
            slides[index].plan.slideCount = slides.count
        }
        return slides
    }

    /// Makes one file of all slides.
    private static func joined(
        _ parts: [SlidePart], _ request: IngestRequest, _ soundtrack: Soundtrack
    ) throws(MediaError) -> SlidePlan {
        var soundtrack = soundtrack
        let slides = parts.map { JoinedSlide($0, in: request.story) }
        var plan = try ExportPlan.joined(slides, loudness: request.story.loudness)
        plan.audio.tracks = try soundtrack.storyTracks(clock: 0, clockEnd: plan.duration)
        var segments = plan.segments ?? []
        for index in segments.indices {
            segments[index].plan.audio.tracks = try soundtrack.slideTracks(
                parts[index].index, clock: 0, clockEnd: segments[index].plan.duration)
        }
        plan.segments = segments
        var shown: [SlidePart] = []
        for (part, segment) in zip(parts, segments) { shown += try part.showing([segment.plan]) }
        return SlidePlan(parts: shown, plan: plan)
    }
}
