import Foundation
import Logging
import Probing
import Story
import Synchronization
import TestSupport
import Testing
internal import Threading
import Transcoding

@testable import StoryService
@testable import Workers

/// Whole runs, on a canvas that is small enough for a debug build.
@Suite struct IngestTests {
    private static let preset = Preset(
        name: "small", width: 90, height: 160, frameRate: 30, maximumSeconds: 1, photoSeconds: 0.4,
        source: "tests")

    @Test("A photo becomes a story with a cover and a manifest that fit it; a second run does nothing")
    func publishesOnce() async throws {
        let folder = try TemporaryDirectory()
        let request = request(Fixture.path("chart-exif-6.jpg"), folder.path)
        let story = try await run(request)
        #expect(folder.contents == ["chart-exif-6.jpg", "chart-exif-6.json", "chart-exif-6.mp4"])
        #expect(story.videos == [folder.file("chart-exif-6.mp4")])
        let manifest = try #require(Manifest.read(story.manifest))
        #expect(manifest.isWhole(in: folder.path))
        #expect(manifest.slides.count == 1 && manifest.slides[0].output.frames == 12)
        #expect(manifest.slides[0].plan.input == "chart-exif-6.jpg")

        let events = EventList()
        let again = try await run(request, events)
        #expect(again == story)
        #expect(events.names == ["started", "alreadyDone"])
    }

    @Test("A story whose file was changed is not taken for done, and not replaced unless asked")
    func noticesChanges() async throws {
        let folder = try TemporaryDirectory()
        var request = request(Fixture.path("chart-exif-1.jpg"), folder.path)
        try await run(request)
        try folder.write("changed", to: "chart-exif-1.mp4")
        let error = await #expect(throws: MediaError.self) { try await run(request) }
        #expect(error?.code == .cannotCreateOutput)
        request.overwrites = true
        try await run(request)
        #expect(Manifest.read(folder.file("chart-exif-1.json"))?.isWhole(in: folder.path) == true)
    }

    @Test("A clip that is longer than a slide becomes several, one after the other")
    func splits() async throws {
        let folder = try TemporaryDirectory()
        var request = request(Fixture.path("counter-24fps.mp4"), folder.path)
        request.split = true
        request.story.slides[0].media.duration = 1.5
        let story = try await run(request)
        #expect(story.videos == ["counter-24fps-1.mp4", "counter-24fps-2.mp4"].map { folder.file($0) })
        #expect(folder.contents.count == 5)
        let manifest = try #require(Manifest.read(story.manifest))
        #expect(manifest.slides.map(\.plan.slide) == [1, 2])
        #expect(manifest.slides.map(\.output.frames).reduce(0, +) == 45)
    }

    @Test("A story of several slides finds its media in its folder, the first where it was named")
    func makesSeveralSlides() async throws {
        let folder = try TemporaryDirectory()
        var request = request(Fixture.path("chart-exif-1.jpg"), folder.path)
        request.baseDirectory = Fixture.folder
        request.story.slides.append(
            Slide(
                media: SlideMedia(src: "chart-exif-2.jpg", duration: 0.2),
                overlays: [.sticker(StickerOverlay(src: "heart.png"))]))
        let story = try await run(request)
        #expect(story.videos == ["chart-exif-1-1.mp4", "chart-exif-1-2.mp4"].map { folder.file($0) })
        let manifest = try #require(Manifest.read(story.manifest))
        #expect(manifest.slides.map(\.input.name) == ["chart-exif-1.jpg", "chart-exif-2.jpg"])
        #expect(manifest.slides.map(\.result.overlays.count) == [0, 1])
    }

    @Test(
        "What cannot be used is refused and leaves nothing",
        arguments: [
            ("broken/text.mp4", MediaError.Code.unusableMedia), ("broken/empty.mp4", .unusableMedia),
            ("broken/audio-only.m4a", .unusableMedia), ("broken", .unusableMedia),
        ])
    func refuses(name: String, code: MediaError.Code) async throws {
        let folder = try TemporaryDirectory()
        let events = EventList()
        let error = await #expect(throws: MediaError.self) {
            try await run(request(Fixture.path(name), folder.path), events)
        }
        #expect(error?.code == code)
        #expect(events.names.last == "failed")
        #expect(folder.contents == [])
    }

    @Test("A file that is not there, and a pipe in place of one, are refused at once")
    func refusesWhatIsNoFile() async throws {
        let folder = try TemporaryDirectory()
        let missing = await #expect(throws: MediaError.self) {
            try await run(request(folder.file("nowhere.mov"), folder.path))
        }
        #expect(missing?.code == .inputMissing)
        try await Tool("mkfifo").checked([folder.file("pipe.mov")])
        let pipe = await #expect(throws: MediaError.self) {
            try await run(request(folder.file("pipe.mov"), folder.path))
        }
        #expect(pipe?.code == .unusableMedia)
        #expect(folder.contents == ["pipe.mov"])
    }

    @Test("An cancellation stops the work and leaves nothing")
    func stops() async throws {
        let folder = try TemporaryDirectory()
        let cancellation = CancellationToken()
        let error = await #expect(throws: MediaError.self) {
            let ingest = Ingest(
                request(Fixture.path("counter-24fps.mp4"), folder.path), host: InProcessHost(),
                logger: Logger(label: "test"),
                cancellation: cancellation)
            try await ingest.run { if case .progress = $0 { cancellation.cancel() } }
        }
        #expect(error?.code == .cancelled)
        #expect(folder.contents == [])
    }

    @Test("A missing sticker is refused with its place in the story")
    func refusesMissingSticker() async throws {
        let folder = try TemporaryDirectory()
        var request = request(Fixture.path("chart-exif-1.jpg"), folder.path)
        request.story.slides[0].overlays = [.sticker(StickerOverlay(src: "gone.png"))]
        let error = await #expect(throws: MediaError.self) { try await run(request) }
        #expect(error?.code == .unusableStory)
        #expect(error?.message.contains("$.slides[0].overlays[0]") == true, "\(error?.message ?? "")")
        #expect(folder.contents == [])
    }

    @Test("Plans are made without anything being written")
    func plans() async throws {
        let folder = try TemporaryDirectory()
        let ingest = Ingest(
            request(Fixture.path("chart-exif-1.jpg"), folder.path), host: InProcessHost(),
            logger: Logger(label: "test"))
        let plans = try await ingest.plans()
        #expect(plans.map(\.frameCount) == [12])
        #expect(folder.contents == [])
    }

    private func request(_ input: String, _ output: String) -> IngestRequest {
        IngestRequest(
            input: input, story: StoryDocument(preset: Self.preset, slides: [Slide()]),
            outputDirectory: output)
    }

    @discardableResult
    private func run(
        _ request: IngestRequest, _ events: EventList = EventList()
    ) async throws(MediaError) -> IngestEvent.Story {
        try await Ingest(request, host: InProcessHost(), logger: Logger(label: "test")).run { events.add($0) }
    }
}

/// What a run has reported.
private final class EventList: Sendable {
    private let events = Mutex<[IngestEvent]>([])

    func add(_ event: IngestEvent) { events.withLock { $0.append(event) } }

    var names: [String] { events.withLock { $0.map(\.name) } }
}
