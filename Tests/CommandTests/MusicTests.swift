import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// Music and speed from the command line, made by a confined worker.
    @Suite struct MusicTests {
        @Test("Music from the command line lies under a photo, and the manifest names it without its folder")
        func playsMusic() async throws {
            let folder = try Workspace()
            try await Tool.ffmpeg.checked([
                "-v", "error", "-f", "lavfi", "-i", "aevalsrc=0.5*sin(2*PI*1000*t):s=48000:d=0.5",
                folder.file("song.flac"),
            ])
            let result = try await Program.ingest(
                Fixture.path("chart-exif-1.jpg"), ["--duration", "0.6", "--music", "song.flac"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let output = folder.file("out/chart-exif-1.mp4")
            #expect(try await StoryCheck.violations(of: output) == [])
            let sound = try await SoundTrack(of: output)
            // Within the fade of the last second.
            #expect(sound.level(from: 0.1, to: 0.2) > -25)
            let manifest = try JSON(contentsOfFile: folder.file("out/chart-exif-1.json"))
            let track = manifest["slides"]?[0]?["plan"]?["audio"]?["tracks"]?[0]
            #expect(track?["path"]?.string == "song.flac")
        }

        @Test("Music that is missing ends the run before anything is made")
        func namesMissingMusic() async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(
                Fixture.path("chart-exif-1.jpg"), ["--music", "gone.mp3"], in: folder)
            #expect(result.exitCode == 66, "\(result.ending)")
            #expect(result.standardError.contains("--music: gone.mp3: There is no such file"))
            #expect(folder.files == [])
        }

        @Test(
            "A clip at forty times its speed shows every fortieth picture, and the run says that its sound is left out"
        )
        func speedsUp() async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(
                Fixture.path("flash-beep.mp4"), ["--speed", "40"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            #expect(result.standardError.contains("40×"), "\(result.standardError)")
            let numbers = try await FrameCounter.numbers(of: folder.file("out/flash-beep.mp4"))
            #expect(numbers.count == 15)
            for (index, number) in numbers.enumerated() { #expect(abs(number - 40 * index) <= 1) }
        }
    }
}
