internal import Color
internal import Probing
internal import Story
internal import Subtitles
internal import Transcoding

/// A slide of the document, with its probed medium.
struct SlidePart: Sendable {
    /// The medium's path, as the user or the story named it.
    let path: String
    private(set) var media: MediaInfo
    /// The slide's content. Its overlays hold the words that are spoken in the part that a plan shows; see
    /// ``showing(_:)``.
    private(set) var content: SlideContent
    /// Warnings about captions of which no word is shown; see ``showing(_:)``.
    private(set) var silence: [String] = []
    private let subtitles: SlideSubtitles
    /// The slide's place in the document, counted from 0.
    let index: Int
    /// The options for its plan.
    var options: PlanOptions

    /// - Parameter subtitles: the slide's subtitles, even with problems; nil to read them here, and to throw at the
    ///   first problem.
    /// - Throws: ``MediaError`` if a file that the slide names is unusable.
    static func read(
        _ index: Int, at path: String, of request: IngestRequest, media: MediaInfo,
        subtitles known: SlideSubtitles? = nil
    ) throws(MediaError) -> SlidePart {
        let slide = request.story.slides[index]
        var options = PlanOptions(
            slide.media, preset: request.preset, split: request.split, isDraft: request.isDraft)
        options.background = slide.background
        options.loudness = request.story.loudness
        options.maximumBytes = request.story.maximumSize?.bytes
        let subtitles = known ?? SlideSubtitles.read(ofSlide: index, in: request)
        if known == nil { try check(subtitles.problems, path) }
        let content = SlideContent(
            cube: try cube(of: slide.media, slide: index, in: request), overlays: [],
            slidePath: "$.slides[\(index)]")
        return SlidePart(
            path: path, media: media, content: content, subtitles: subtitles, index: index, options: options)
    }

    /// Returns one copy per plan, with the captions that fall inside that plan's time range.
    ///
    /// - Throws: ``MediaError`` if there are too many words in it.
    func showing(_ plans: [ExportPlan]) throws(MediaError) -> [SlidePart] {
        let shown = plans.map { ShownPart($0, of: media) }
        var problems: [StoryProblem] = []
        var parts = shown.map { part in
            var copy = self
            copy.content.overlays = subtitles.overlays(in: part, &problems)
            return copy
        }
        try Self.check(problems, path)
        let silence = subtitles.warnings(about: parts.map(\.content.overlays), showing: shown)
        if !parts.isEmpty {
            parts[0].media.warnings += silence
            parts[0].silence = silence
        }
        return parts
    }

    private static func check(_ problems: [StoryProblem], _ path: String) throws(MediaError) {
        guard let problem = problems.first else { return }
        throw MediaError(.unusableStory, stage: .plan, file: path, message: problem.description)
    }

    /// The colour table for a slide's media.
    private static func cube(
        of media: SlideMedia, slide: Int, in request: IngestRequest
    ) throws(MediaError) -> ColorCube? {
        guard let table = media.grading.table else { return nil }
        do throws(CubeError) {
            return try ColorCube.read(table.path(in: request.baseDirectory))
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
        turn = media.turn
        flip = media.flip
        framing = media.framing
        sound = media.sound
        speed = media.speed
    }
}

extension JoinedSlide {
    init(_ part: SlidePart, in story: StoryDocument) {
        self.init(
            info: part.media, input: part.path, options: part.options,
            transition: story.slides[part.index].transition, path: "$.slides[\(part.index)]")
    }
}
