import Libav
import Logging
import Story
import TestSupport
import Testing
internal import Threading

@testable import Probing
@testable import Transcoding

@Suite struct ExportTests {
    /// A canvas that a debug build fills quickly.
    static let preset = Preset(
        name: "test", width: 180, height: 320, frameRate: 30, maximumSeconds: 15, source: "tests")

    private static func info(
        duration: Double, width: Int = 180, height: Int = 320, audio: Int? = 1
    ) -> MediaInfo {
        MediaInfo(
            kind: .video, container: "mov,mp4,m4a,3gp,3g2,mj2", bytes: 1, duration: duration,
            streams: [
                StreamInfo(index: 0, medium: .video, isDecodable: true),
                StreamInfo(index: 1, medium: .audio, isDecodable: true, channels: 2),
            ], video: 0, audio: audio,
            picture: PictureInfo(
                codedWidth: width, codedHeight: height, pixelFormat: "yuv420p", colorimetry: .bt709,
                cadence: Cadence(
                    frames: Int(duration * 30), averageRate: 30, minimumInterval: 1 / 30,
                    medianInterval: 1 / 30, maximumInterval: 1 / 30, isVariable: false, isComplete: true)))
    }

    private static func export(
        _ fixture: String, _ info: MediaInfo, to path: String, options: PlanOptions
    ) async throws -> ExportResult {
        let plan = try #require(
            try ExportPlan.plans(for: info, input: Fixture.path(fixture), options: options).first)
        let export = Export(
            plan: plan, overlays: [],
            in: ExportEnvironment(
                baseDirectory: Fixture.folder,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                cancellation: CancellationToken())
        )
        return try await export.run(to: path) { _ in }
    }

    @Test("A clip becomes a story that other tools find whole, in sync and without an edit list")
    func exportsAStory() async throws {
        let folder = try TemporaryDirectory()
        let output = folder.file("out.mp4")
        let options = PlanOptions(preset: Self.preset, start: 3.2, duration: 8)
        let result = try await Self.export(
            "flash-beep.mp4", Self.info(duration: 20), to: output, options: options)
        #expect(result.frameCount == 240)
        var expectation = StoryCheck.Expectation(duration: 8)
        expectation.width = 180
        expectation.height = 320
        let violations = try await StoryCheck.violations(of: output, expecting: expectation)
        #expect(violations == [])

        let beeps = try await SoundTrack(of: output).onsets()
        let flashes = try await FlashTrack(of: output).flashes
        let expected = (4...11).map { Double($0) - 3.2 }
        #expect(beeps.count == expected.count)
        #expect(flashes.count == expected.count)
        for (beep, moment) in zip(beeps, expected) { #expect(abs(beep - moment) < 0.01) }
        for (flash, moment) in zip(flashes, expected) { #expect(abs(flash - moment) <= 0.5 / 30 + 0.001) }
    }

    @Test("Fields become whole frames: no combs where something moves")
    func deinterlaces() async throws {
        let folder = try TemporaryDirectory()
        let output = folder.file("out.mp4")
        let info = try await Prober().probe(Fixture.path("interlaced-25i.mp4"))
        #expect(info.picture?.isInterlaced == true)
        let picture = try #require(info.picture)
        // A canvas of the clip's own size, so that no scaling hides combs.
        let preset = Preset(
            name: "test", width: picture.codedWidth, height: picture.codedHeight, frameRate: 25,
            maximumSeconds: 15, source: "tests")
        _ = try await Self.export(
            "interlaced-25i.mp4", info, to: output, options: PlanOptions(preset: preset, duration: 1))
        func picture12(_ path: String, _ filter: String? = nil) async throws -> Raster {
            try await FrameGrab.rasters(
                of: path, width: picture.codedWidth, height: picture.codedHeight, filter: filter)[12]
        }
        let story = try await picture12(output)
        let whole = try await picture12(Fixture.path("interlaced-25i.mp4"), "bwdif=mode=send_frame")
        let combed = try await picture12(Fixture.path("interlaced-25i.mp4"))
        #expect(story.ssim(to: whole) > 0.95)
        #expect(story.ssim(to: whole) > story.ssim(to: combed) + 0.01)
    }

    @Test("Surround is mixed down: each channel's tone is heard on its side")
    func mixesDown() async throws {
        let folder = try TemporaryDirectory()
        let output = folder.file("out.mp4")
        let info = try await Prober().probe(Fixture.path("surround-5.1.mp4"))
        let result = try await Self.export(
            "surround-5.1.mp4", info, to: output, options: PlanOptions(preset: Self.preset))
        #expect(result.substitutions.contains { $0.contains("5.1") })
        // The fixture's tones: left, right, centre, (low frequencies), left back, right back.
        let left = try await SoundTrack(of: output, channel: 0)
        let right = try await SoundTrack(of: output, channel: 1)
        func heard(_ track: SoundTrack, _ hertz: Double) -> Bool {
            track.amplitude(of: hertz, from: 0.2, to: 0.8) > 0.01
        }
        #expect([400, 600, 800].allSatisfy { heard(left, $0) })
        #expect([500, 600, 900].allSatisfy { heard(right, $0) })
        #expect(![500, 900].contains { heard(left, $0) })
        #expect(![400, 800].contains { heard(right, $0) })
    }
}
