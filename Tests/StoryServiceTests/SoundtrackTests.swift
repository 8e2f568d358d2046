import Foundation
import Logging
import Probing
import Story
import TestSupport
import Testing
import Transcoding

@testable import StoryService
@testable import Workers

@Suite struct SoundtrackTests {
    private static let preset = Preset(
        name: "small", width: 90, height: 160, frameRate: 30, maximumSeconds: 1, photoSeconds: 1,
        source: "tests")

    /// A story of a clip that becomes two slides, and a photo.
    private func request(_ output: String) -> IngestRequest {
        var story = StoryDocument(
            preset: Self.preset,
            slides: [
                Slide(media: SlideMedia(duration: 1.5)),
                Slide(media: SlideMedia(src: Fixture.path("chart-exif-1.jpg"))),
            ])
        story.slides[0].media.sound.mute = true
        return IngestRequest(
            input: Fixture.path("flash-beep.mp4"), story: story, outputDirectory: output, split: true)
    }

    private func run(_ request: IngestRequest) async throws(MediaError) -> Manifest? {
        let story = try await Ingest(request, host: InProcessHost(), logger: Logger(label: "test")).run { _ in
        }
        return Manifest.read(story.manifest)
    }

    @Test("The story's music goes on from slide to slide, a slide's own begins with it")
    func goesOn() async throws {
        let folder = try TemporaryDirectory()
        // A song that is silent at first: where it sounds tells where in it a slide has begun.
        try await Tool.ffmpeg.checked([
            "-v", "error", "-f", "lavfi", "-i",
            "aevalsrc=if(gt(t\\,1.25)\\,0.5*sin(2*PI*1000*t)\\,0):s=48000:d=3", folder.file("song.wav"),
        ])
        var request = request(folder.path)
        request.story.sound = [AudioTrack(src: folder.file("song.wav"))]
        request.story.slides[1].voice = AudioTrack(
            src: Fixture.path("flash-beep.mp4"), offset: 0.25, duck: Ducking())
        let manifest = try #require(try await run(request))
        let tracks = manifest.slides.map(\.plan.audio.tracks)
        #expect(tracks.map { $0.map(\.shape.clock) } == [[0], [0.5], [1.5, 0]])
        #expect(tracks[2].map(\.path) == ["song.wav", "flash-beep.mp4"])
        #expect(tracks[2].map(\.role) == [.music, .voice])

        let slides = manifest.slides.map { folder.file($0.video.name) }
        #expect(try await SoundTrack(of: slides[0]).onsets().isEmpty)
        let second = try #require(try await SoundTrack(of: slides[1]).onsets().first)
        #expect(abs(second - 0.75) < 0.01)
        #expect(try await SoundTrack(of: slides[2]).level(from: 0.05, to: 0.2) > -12)
    }

    @Test("Music that is missing or none is named with its place in the story; nothing is left")
    func namesFaults() async throws {
        let folder = try TemporaryDirectory()
        for (src, part) in [("gone.mp3", "no such file"), (Fixture.path("heart.png"), "Music may be")] {
            var request = request(folder.path)
            request.story.slides[1].sound = [AudioTrack(src: src)]
            let error = await #expect(throws: MediaError.self) { _ = try await run(request) }
            #expect(error?.code == .unusableStory)
            let message = error?.message ?? ""
            #expect(message.hasPrefix("$.slides[1].sound[0]: "), "\(message)")
            #expect(message.localizedCaseInsensitiveContains(part), "\(message)")
            #expect(folder.contents == [])
        }
    }

    @Test("Another song makes another story, another name for it does not")
    func fingerprints() {
        func fingerprint(_ src: String, _ hash: String) -> String {
            var request = request("out")
            request.story.sound = [AudioTrack(src: src)]
            request.story.slides[0].voice = AudioTrack(src: src)
            return Fingerprint(request, mediaHashes: ["a", "b"], additionHashes: [src: hash]).text
        }
        #expect(fingerprint("a.mp3", "1") == fingerprint("b.mp3", "1"))
        #expect(fingerprint("a.mp3", "1") != fingerprint("a.mp3", "2"))
    }
}
