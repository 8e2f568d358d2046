import Libav
import Logging
import Story
import TestSupport
import Testing

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
            plan: plan, overlays: [], baseDirectory: Fixture.folder,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, interruption: Interruption())
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
}
