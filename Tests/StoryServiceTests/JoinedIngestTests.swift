import Compositing
import Logging
import Probing
import Story
import Synchronization
import TestSupport
import Testing
import Transcoding

@testable import StoryService
@testable import Workers

/// Whole runs of joined stories, on a canvas that is small enough for a debug build.
@Suite struct JoinedIngestTests {
    private static let preset = Preset(
        name: "small", width: 90, height: 160, frameRate: 30, maximumSeconds: 3, photoSeconds: 1,
        source: "tests")

    /// A photo, a clip and a photo with a sticker.
    private func request(_ output: String) -> IngestRequest {
        var story = StoryDocument(
            preset: Self.preset,
            slides: [
                Slide(), Slide(media: SlideMedia(src: "flash-beep.mp4", start: 2, duration: 1)),
                Slide(
                    media: SlideMedia(src: "chart-exif-2.jpg"),
                    overlays: [.sticker(StickerOverlay(src: "heart.png"))]),
            ])
        story.isJoined = true
        story.slides[1].transition = SlideTransition(.fade, duration: 0.5)
        story.slides[2].transition = SlideTransition(.slideLeft, duration: 0.2)
        story.loudness = LoudnessTarget()
        return IngestRequest(
            input: Fixture.path("chart-exif-1.jpg"), story: story, baseDirectory: Fixture.folder,
            outputDirectory: output)
    }

    @discardableResult
    private func run(
        _ request: IngestRequest, _ attempt: IngestAttempt = IngestAttempt(),
        report: @escaping @Sendable (IngestEvent) -> Void = { _ in }
    ) async throws(MediaError) -> IngestEvent.Story {
        try await Ingest(request, host: InProcessHost(), attempt: attempt, logger: Logger(label: "test"))
            .run(report: report)
    }

    @Test("Slides that are joined become one story, whose manifest says which medium is seen when")
    func publishes() async throws {
        let folder = try TemporaryDirectory()
        let story = try await run(request(folder.path))
        #expect(folder.contents == ["chart-exif-1.jpg", "chart-exif-1.json", "chart-exif-1.mp4"])
        let manifest = try #require(Manifest.read(story.manifest))
        #expect(manifest.slides.count == 1 && manifest.isWhole(in: folder.path))
        let slide = manifest.slides[0]
        #expect(slide.output.frames == 30 + 30 + 30 - 15 - 6)
        let segments = try #require(slide.segments)
        #expect(
            segments.map(\.input.name) == ["chart-exif-1.jpg", "flash-beep.mp4", "chart-exif-2.jpg"])
        #expect(segments.map(\.slide) == [1, 2, 3])
        #expect(segments.map(\.media.kind) == [.photo, .video, .photo])
        #expect(segments.map { Int(($0.start * 30).rounded()) } == [0, 15, 39])
        #expect(segments.map { Int(($0.end * 30).rounded()) } == [30, 45, 69])
        #expect(slide.plan.segments?.map(\.plan.input) == segments.map(\.input.name))
        #expect(slide.result.loudness != nil)
        let region = try #require(slide.result.overlays.first)
        #expect(region.slide == 3 && abs(region.start - 1.3) < 0.001 && abs(region.end - 2.3) < 0.001)
    }

    @Test("A second run sees that a joined story is done; another transition is another story")
    func recognises() async throws {
        let folder = try TemporaryDirectory()
        var request = request(folder.path)
        try await run(request)
        let events = Mutex<[String]>([])
        try await run(request) { event in events.withLock { $0.append(event.name) } }
        #expect(events.withLock { $0 } == ["started", "alreadyDone"])
        request.story.slides[2].transition = SlideTransition(.slideUp, duration: 0.2)
        let error = await #expect(throws: MediaError.self) { try await run(request) }
        #expect(error?.code == .cannotCreateOutput)
    }

    @Test("A joined story that was made and not published is taken up by the next attempt")
    func resumes() async throws {
        let folder = try TemporaryDirectory()
        let kept = Mutex<SlideCheckpoint?>(nil)
        var attempt = IngestAttempt()
        attempt.note = { slide in kept.withLock { $0 = slide } }
        attempt.withPublishLock = { _ in
            throw MediaError(.inputOutput, stage: .publish, file: "", message: "There is no disk.")
        }
        await #expect(throws: MediaError.self) { try await run(request(folder.path), attempt) }
        let slide = try #require(kept.withLock { $0 })
        #expect(slide.slide.parts?.count == 3)
        var second = IngestAttempt()
        second.earlier = [slide]
        let made = Mutex(0)
        let story = try await run(request(folder.path), second) { event in
            if case .progress = event { made.withLock { $0 += 1 } }
        }
        #expect(made.withLock { $0 } == 0)
        #expect(Manifest.read(story.manifest)?.slides[0].segments?.count == 3)
    }

    @Test("What is said about one of several slides names it")
    func namesSlides() async throws {
        let folder = try TemporaryDirectory()
        var request = request(folder.path)
        request.story.slides[1].media.duration = nil
        request.story.slides[1].media.src = "hdr-hlg.mp4"
        request.story.slides[1].media.start = 0
        let story = try await run(request)
        #expect(
            story.substitutions.contains { $0.hasPrefix("slide 2: HDR (HLG)") }, "\(story.substitutions)")
    }

    @Test("What is to be joined is not split")
    func refusesSplitting() async throws {
        let folder = try TemporaryDirectory()
        var request = request(folder.path)
        request.split = true
        let error = await #expect(throws: MediaError.self) { try await run(request) }
        #expect(error?.code == .unusableStory)
        #expect(error?.remedies == [Remedy(.keepWhole), Remedy(.keepApart)])
        #expect(folder.contents == [])
    }

    @Test("A medium of a later slide that is missing, and too long a transition, are named")
    func namesFaults() async throws {
        let folder = try TemporaryDirectory()
        var missing = request(folder.path)
        missing.story.slides[2].media.src = "gone.jpg"
        let error = await #expect(throws: MediaError.self) { try await run(missing) }
        #expect(error?.code == .inputMissing && error?.file.hasSuffix("gone.jpg") == true)
        var long = request(folder.path)
        long.story.slides[2].transition = SlideTransition(.fade, duration: 1.5)
        let refusal = await #expect(throws: MediaError.self) { try await run(long) }
        #expect(refusal?.message.contains("$.slides[2].transition.duration") == true)
        #expect(folder.contents == [])
    }
}
