internal import Libav
internal import Story
internal import Transcoding

/// A slide of the document with its medium, looked at.
struct SlidePart: Sendable {
    /// The medium's path, as the user or the story named it.
    let path: String
    let media: MediaInfo
    let content: SlideContent
    /// Which slide of the document it is; from 0.
    let index: Int
    /// What is wanted of it.
    let options: PlanOptions

    init(
        _ index: Int, at path: String, of request: IngestRequest, media: MediaInfo
    ) throws(MediaError) {
        let slide = request.story.slides[index]
        self.path = path
        self.media = media
        self.index = index
        var options = PlanOptions(
            slide.media, preset: request.preset, split: request.split, isDraft: request.isDraft)
        options.loudness = request.story.loudness
        self.options = options
        content = SlideContent(
            cube: try Self.cube(of: slide.media, slide: index, in: request), overlays: slide.overlays,
            overlayPath: "$.slides[\(index)].overlays")
    }

    /// The content of the table of colours that a slide's media are to go through.
    private static func cube(
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
