import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// `--split-at`.
    @Suite struct SplitTests {
        @Test("Slides divided in a pause join without a gap or a repeated frame")
        func joinsWithoutGap() async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(
                Fixture.path("flash-beep.mp4"), ["--split-at", "silence", "--draft"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let first = try await FrameCounter.numbers(of: folder.file("out/flash-beep.draft-1.mp4"))
            let second = try await FrameCounter.numbers(of: folder.file("out/flash-beep.draft-2.mp4"))
            #expect(first + second == Array(0..<600))
            #expect((330...450).contains(first.count))
            let plan = try folder.json("out/flash-beep.draft.json")["slides"]?[0]?["plan"]
            #expect(plan?["ending"]?.string == "silence")
            // It beeps at every full second.
            let beeps = try await SoundTrack(of: folder.file("out/flash-beep.draft-2.mp4")).onsets()
            let start = Double(first.count) / 30
            // One that lies in the 21 ms in which a file's sound fades in is not judged.
            let later = beeps.filter { $0 > 0.1 }
            #expect(!later.isEmpty)
            #expect(later.allSatisfy { abs(($0 + start).rounded() - ($0 + start)) < 0.01 })
        }

        @Test("A dry run says why each slide ends; a clip of flashes has no cut, and ends at the limit")
        func dryRun() async throws {
            let folder = try Workspace()
            for (place, line) in [
                ("silence", "  ends: in a pause of the sound"),
                ("cut", "  ends: at the limit, since there is no better place shortly before"),
            ] {
                let result = try await Program.ingest(
                    Fixture.path("flash-beep.mp4"), ["--split-at", place, "--dry-run"], in: folder)
                let lines = result.text.split(separator: "\n").filter { $0.hasPrefix("  ends: ") }
                #expect(lines == [Substring(line)], "\(result.text)")
            }
        }

        @Test("A place that there is not is wrong on the command line")
        func refuses() async throws {
            let result = try await Program.ingest(
                Fixture.path("flash-beep.mp4"), ["--split-at", "somewhere"], in: Workspace())
            #expect(result.exitCode == 64)
            #expect(result.standardError.contains("Choose limit, cut, silence or best."))
        }

        @Test(
            "A person's clip is divided at a quiet moment, and all of it is shown",
            .enabled(if: Clips.areAvailable, Clips.absence))
        func realClip() async throws {
            let folder = try Workspace()
            let clip = Clips.path("portrait_9x16_hevc_aac_20s.mp4")
            let result = try await Program.ingest(clip, ["--split-at", "best", "--draft"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let slides = try folder.json("out/portrait_9x16_hevc_aac_20s.draft.json")["slides"]
            let frames = try (0..<2).map { try #require(slides?[$0]?["output"]?["frames"]?.integer) }
            #expect(slides?[0]?["plan"]?["ending"]?.string == "silence")
            #expect((330...450).contains(frames[0]))
            let whole = try await Program.ingest(clip, ["--split", "--dry-run", "--json"], in: folder)
            let planned = try whole.events.map { try #require($0["frameCount"]?.integer) }
            #expect(frames.reduce(0, +) == planned.reduce(0, +))
            // Quieter there than the whole clip is.
            let sound = try await SoundTrack(of: clip)
            let moment = Double(frames[0]) / 30
            let whole20 = sound.level(from: 0, to: 20)
            let here = sound.level(from: moment - 0.1, to: moment + 0.1)
            #expect(here < whole20 - 10, "\(here) of \(whole20) dB")
        }
    }
}
