import Compositing
import Foundation
import Logging
import Probing
import Story
import TestSupport
import Testing
internal import Threading
import Transcoding

@testable import StoryService
@testable import Workers

/// Subtitles on their way from a file to the slides that say them, on a small canvas.
@Suite struct SubtitleIngestTests {
    private static let preset = Preset(
        name: "small", width: 90, height: 160, frameRate: 30, maximumSeconds: 1, photoSeconds: 1,
        source: "tests")

    private static let talk = """
        00:00:00,200 --> 00:00:00,600
        one

        00:00:01,200 --> 00:00:02,200
        two six

        00:00:03,500 --> 00:00:03,900
        ten
        """

    /// A clip of some seconds with a text and what a file says.
    private func request(
        _ file: SubtitleFile, in folder: borrowing TemporaryDirectory, media: SlideMedia, split: Bool = false
    ) -> IngestRequest {
        let overlays = [Overlay.text(TextOverlay(content: .subtitles(file))), .text(TextOverlay(text: "a"))]
        return IngestRequest(
            input: Fixture.path("flash-beep.mp4"),
            story: StoryDocument(preset: Self.preset, slides: [Slide(media: media, overlays: overlays)]),
            baseDirectory: folder.path, outputDirectory: folder.file("out"), split: split)
    }

    private func slides(_ request: IngestRequest) throws(MediaError) -> [SlidePlan] {
        try SlidePlan.plans(
            for: request, prober: Prober(logger: Logger(label: "test")), cancellation: CancellationToken(),
            probed: { _, _ in })
    }

    /// What the first overlay of each slide says, as `text start-end`.
    private func said(_ slides: [SlidePlan]) -> [[String]] {
        slides.flatMap(\.parts).map { part in
            guard case .text(let text) = part.content.overlays[0], case .words(let words) = text.content
            else {
                return ["no words"]
            }
            return words.map { word in
                "\(word.text) \((word.start * 100).rounded() / 100)-\((word.end * 100).rounded() / 100)"
            }
        }
    }

    @Test("Each slide of a clip that is split says what is spoken in it, in its own time")
    func splits() throws {
        let folder = try TemporaryDirectory()
        try folder.write(Self.talk, to: "talk.srt")
        let slides = try slides(
            request(
                SubtitleFile(src: "talk.srt"), in: folder, media: SlideMedia(start: 0.1, duration: 3),
                split: true))
        #expect(slides.count == 3)
        #expect(said(slides) == [["one 0.1-0.5"], ["two 0.1-0.6", "six 0.6-1.0"], ["six 0.0-0.1"]])
        #expect(slides.allSatisfy { $0.parts[0].media.warnings.isEmpty })
    }

    @Test("Start, speed and offset move what is said with the picture")
    func follows() throws {
        let folder = try TemporaryDirectory()
        try folder.write(Self.talk, to: "talk.srt")
        var media = SlideMedia(start: 1, duration: 1)
        media.speed = 2
        let file = SubtitleFile(src: "talk.srt", offset: 0.2)
        #expect(
            said(try slides(request(file, in: folder, media: media))) == [["two 0.2-0.45", "six 0.45-0.7"]])
    }

    @Test("Slides that are joined each say what is spoken in their clip")
    func joins() throws {
        let folder = try TemporaryDirectory()
        try folder.write(Self.talk, to: "talk.srt")
        var request = request(
            SubtitleFile(src: "talk.srt"), in: folder, media: SlideMedia(start: 0, duration: 0.5))
        request.story.slides.append(request.story.slides[0])
        request.story.slides[1].media = SlideMedia(
            src: Fixture.path("flash-beep.mp4"), start: 1.5, duration: 0.5)
        request.story.isJoined = true
        #expect(said(try slides(request)) == [["one 0.2-0.5"], ["two 0.0-0.2", "six 0.2-0.5"]])
    }

    @Test("A file that says nothing in what is shown leaves the other overlays, and a warning")
    func warns() async throws {
        let folder = try TemporaryDirectory()
        try folder.write(Self.talk, to: "talk.srt")
        let request = request(
            SubtitleFile(src: "talk.srt"), in: folder, media: SlideMedia(start: 0.6, duration: 0.5))
        let story = try await Ingest(request, host: InProcessHost(), logger: Logger(label: "test")).run { _ in
        }
        #expect(
            story.warnings == [
                "there are no captions: talk.srt has nothing from 0.6 s to 1.1 s, the part that is shown; an offset "
                    + "moves its times"
            ])
        let manifest = try #require(Manifest.read(story.manifest))
        #expect(manifest.slides[0].result.overlays.map(\.overlay) == [1])
        #expect(manifest.slides[0].warnings == story.warnings)
    }

    @Test(
        "A file that is missing, wrong or too large is named with its place in the story; nothing is left",
        arguments: [
            ("gone.srt", "no such file"), ("wrong.srt", "line 3: "), ("large.vtt", "4 MiB"),
        ])
    func namesFaults(src: String, reason: String) async throws {
        let folder = try TemporaryDirectory()
        try folder.write("1\n\nHello\n", to: "wrong.srt")
        try folder.write(String(repeating: "\n", count: (4 << 20) + 1), to: "large.vtt")
        let request = request(SubtitleFile(src: src), in: folder, media: SlideMedia(duration: 0.5))
        let error = await #expect(throws: MediaError.self) {
            _ = try await Ingest(request, host: InProcessHost(), logger: Logger(label: "test")).run { _ in }
        }
        #expect(error?.code == .unusableStory)
        let message = error?.message ?? ""
        #expect(
            message.lowercased().hasPrefix("$.slides[0].overlays[0].subtitles: got \"\(src)\": "),
            "\(message)")
        #expect(message.localizedCaseInsensitiveContains(reason), "\(message)")
        #expect(!folder.contents.contains { $0.hasPrefix("out/") })
    }
}
