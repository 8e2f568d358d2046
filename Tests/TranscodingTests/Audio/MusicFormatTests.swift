import Foundation
import Libav
import Story
import TestSupport
import Testing
internal import Threading

@testable import Probing
@testable import Transcoding

@Suite struct MusicFormatTests {
    static let formats: [(name: String, codec: [String])] = [
        ("song.m4a", ["-c:a", "aac", "-b:a", "192k"]), ("song.mp3", ["-c:a", "libmp3lame", "-b:a", "192k"]),
        ("song.flac", ["-c:a", "flac"]), ("song.ogg", ["-c:a", "libvorbis", "-b:a", "192k"]),
        ("song.opus", ["-c:a", "libopus", "-b:a", "192k"]), ("song.webm", ["-c:a", "libopus"]),
        ("song.aac", ["-c:a", "aac"]), ("float.wav", ["-c:a", "pcm_f32le"]),
        ("song24.wav", ["-c:a", "pcm_s24le"]),
    ]

    private func level(_ path: String, seconds: Double) throws -> Double {
        let context = try MixingTests.context(clip: nil, seconds: seconds) { audio in
            audio.tracks = [try MixingTests.track(AudioTrack(src: path), seconds: seconds)]
        }
        let sound = SoundTrack(samples: try MixingTests.mixed(context).left)
        return 20 * log10(sound.amplitude(of: 1000, from: 0.2, to: seconds - 0.2))
    }

    @Test("Music is heard in every format that people have", arguments: formats.map(\.name))
    func plays(name: String) async throws {
        let folder = try TemporaryDirectory()
        let codec = try #require(Self.formats.first { $0.name == name }).codec
        try await Tool.ffmpeg.checked(
            [
                "-v", "error", "-f", "lavfi", "-i",
                "aevalsrc=0.5*sin(2*PI*1000*t)|0.5*sin(2*PI*1000*t):s=44100:d=1.2",
            ] + (name.hasSuffix("opus") || name.hasSuffix("webm") ? ["-ar", "48000"] : []) + codec
                + [folder.file(name)])
        #expect(abs(try level(folder.file(name), seconds: 1.2) + 6.02) < 0.6)
    }

    @Test("A film gives its sound")
    func takesFilms() throws {
        let info = try Prober().probeSound(Fixture.path("flash-beep.mp4"))
        #expect(info.kind == .audio && info.audio == 1)
    }

    @Test(
        "Music with a cover is heard", .enabled(if: Clips.areAvailable, Clips.absence),
        arguments: ["audio/music_cover_30s.mp3", "audio/music_cover_chapters_10s.m4a"])
    func ignoresCovers(name: String) throws {
        let context = try MixingTests.context(clip: nil, seconds: 2) { audio in
            let track = AudioTrack(src: Clips.path(name), start: 5)
            audio.tracks = [try MixingTests.track(track, seconds: 2)]
        }
        #expect(try MixingTests.mixed(context).level(from: 0.5, to: 2) > -40)
    }

    @Test("What is no music is refused in words that say what is")
    func refusesOthers() throws {
        for name in ["heart.png", "chart-exif-1.jpg"] {
            let error = #expect(throws: MediaError.self) { try Prober().probeSound(Fixture.path(name)) }
            #expect(error?.message.contains("M4A, MP3, WAV, FLAC") == true)
        }
        let late = AudioTrack(src: Fixture.path("flash-beep.mp4"), start: 30)
        let error = #expect(throws: MediaError.self) { try MixingTests.track(late, seconds: 2) }
        #expect(error?.code == .unusableStory)
    }

    @Test("A clip in FLAC is refused as before")
    func clipsDoNotReachMusic() async throws {
        let folder = try TemporaryDirectory()
        try await Tool.ffmpeg.checked([
            "-v", "error", "-f", "lavfi", "-i", "sine=duration=0.1", folder.file("a.flac"),
        ])
        let error = #expect(throws: MediaError.self) {
            try Prober().probe(folder.file("a.flac"), cancellation: nil)
        }
        #expect(error?.message.hasPrefix("This is music in FLAC. Clips may be") == true)
    }
}
