import Foundation
import Logging
import Story
import TestSupport
import Testing
internal import Threading

@testable import Probing
@testable import Transcoding

/// Sound in finished files, as ffmpeg hears it.
@Suite struct SoundExportTests {
    private static let preset = Preset(
        name: "test", width: 90, height: 160, frameRate: 30, maximumSeconds: 15, source: "tests")

    private struct Heard {
        /// In LUFS.
        var loudness: Double
        /// In dBTP.
        var truePeak: Double
    }

    private func listen(to path: String) async throws -> Heard {
        let result = try await Tool.ffmpeg.checked([
            "-hide_banner", "-nostats", "-i", path, "-af", "ebur128=peak=true", "-f", "null", "-",
        ])
        let summary = try #require(result.standardError.components(separatedBy: "Summary:").last)
        let loudness = try #require(summary.firstMatch(of: /I:\s+(-?[\d.]+) LUFS/)?.1)
        let peak = try #require(summary.firstMatch(of: /Peak:\s+(-?[\d.]+) dBFS/)?.1)
        return Heard(
            loudness: try #require(Double(loudness)), truePeak: try #require(Double(peak)))
    }

    private func export(_ input: String, _ options: PlanOptions, to path: String) async throws -> ExportResult
    {
        let info = try await Prober().probe(input)
        let plan = try #require(try ExportPlan.plans(for: info, input: input, options: options).first)
        return try await Export(
            plan: plan, overlays: [],
            in: ExportEnvironment(
                baseDirectory: Fixture.folder,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                cancellation: CancellationToken())
        ).run(to: path) { _ in }
    }

    @Test(
        "Real sound comes to its loudness, and its encoded peaks stay below the ceiling",
        .enabled(if: Clips.areAvailable, Clips.absence),
        arguments: [
            "rot270_720p_h264_aac_5s.mp4", "surround51_h264_720p_5s.mp4", "portrait_9x16_hevc_aac_20s.mp4",
        ])
    func masters(clip: String) async throws {
        let folder = try TemporaryDirectory()
        var options = PlanOptions(preset: Self.preset, duration: 4)
        options.loudness = LoudnessTarget(target: -14, truePeak: -1)
        let result = try await export(Clips.path(clip), options, to: folder.file("out.mp4"))
        let heard = try await listen(to: folder.file("out.mp4"))
        #expect(abs(heard.loudness + 14) <= 0.5, "\(heard), \(String(describing: result.loudness))")
        #expect(heard.truePeak <= -0.9, "\(heard)")
    }

    @Test(
        "A joined story comes to its loudness as a whole, and its slides stay as loud as they are to each other"
    )
    func mastersWhole() async throws {
        let folder = try TemporaryDirectory()
        let quiet = try MixingTests.write(
            .sine(500, amplitude: 0.02, seconds: 3), to: "quiet.wav", in: folder)
        let loud = try MixingTests.write(
            .sine(500, amplitude: 0.2, seconds: 3), to: "loud.wav", in: folder)
        let fade = SlideTransition(.fade, duration: 0.5)
        let sample = JoinSample(parts: [
            .init("chart-exif-1.jpg", duration: 3), .init("chart-exif-6.jpg", duration: 3, fade),
        ])
        var plan = try await sample.plan(loudness: LoudnessTarget(target: -20, truePeak: -1))
        for (index, file) in [quiet, loud].enumerated() {
            plan.segments?[index].plan.audio.tracks = [
                try MixingTests.track(AudioTrack(src: file), seconds: 3)
            ]
        }
        let result = try await sample.export(plan, to: folder.file("out.mp4"))
        #expect(result.loudness != nil)
        let heard = try await listen(to: folder.file("out.mp4"))
        #expect(abs(heard.loudness + 20) <= 0.5, "\(heard)")
        let sound = try await SoundTrack(of: folder.file("out.mp4"))
        let difference = sound.level(from: 4, to: 5) - sound.level(from: 1, to: 2)
        #expect(abs(difference - 20) < 0.5)
    }

    @Test("Picture and sound stay together at every speed", arguments: [0.5, 2, 4])
    func keepsSync(speed: Double) async throws {
        let folder = try TemporaryDirectory()
        let length = min(4, 12 / speed)
        var options = PlanOptions(preset: Self.preset, start: 3.2, duration: length)
        options.speed = speed
        _ = try await export(Fixture.path("flash-beep.mp4"), options, to: folder.file("out.mp4"))
        let beeps = try await SoundTrack(of: folder.file("out.mp4")).onsets(after: 0.08)
        let flashes = try await FlashTrack(of: folder.file("out.mp4")).flashes
        let due = (4...19).map { (Double($0) - 3.2) / speed }.filter { $0 < length }
        // A flash of one source frame is seen where it falls on an output frame.
        let seen = due.filter { abs(($0 * 30).rounded() - $0 * 30) < 0.01 }
        #expect(beeps.count == due.count && flashes.count == seen.count, "\(beeps) \(flashes)")
        for (beep, moment) in zip(beeps, due) {
            #expect(abs(beep - moment) < 0.010, "\(beep), due \(moment)")
        }
        for (flash, moment) in zip(flashes, seen) {
            #expect(abs(flash - moment) <= 0.5 / 30 + 0.001, "\(flash), due \(moment)")
        }
    }

    @Test("A time lapse has no sound, and says so")
    func timeLapse() async throws {
        let folder = try TemporaryDirectory()
        var options = PlanOptions(preset: Self.preset)
        options.speed = 16
        let result = try await export(Fixture.path("flash-beep.mp4"), options, to: folder.file("out.mp4"))
        #expect(result.frameCount == 38)
        #expect(result.substitutions.contains { $0.contains("16×") })
        #expect(try await SoundTrack(of: folder.file("out.mp4")).onsets().isEmpty)
    }
}
