import Compositing
import Foundation
import Story
import TestSupport
import Testing
internal import Threading

@testable import Probing
@testable import Transcoding

/// Joined stories as files, as other tools find them.
@Suite struct JoinExportTests {
    private static func expectation(_ duration: Double) -> StoryCheck.Expectation {
        var expectation = StoryCheck.Expectation(duration: duration)
        expectation.width = 90
        expectation.height = 160
        return expectation
    }

    @Test("A photo, a clip and a photo become one whole file, and the clip's flashes and beeps are on time")
    func exports() async throws {
        let folder = try TemporaryDirectory()
        let output = folder.file("out.mp4")
        let fade = SlideTransition(.fade, duration: 0.5)
        let sample = JoinSample(
            parts: [
                .init("chart-exif-6.jpg", duration: 1),
                .init("flash-beep.mp4", start: 3.2, duration: 4, fade),
                .init("chart-exif-1.jpg", duration: 1, fade),
            ], overlays: [.sticker(StickerOverlay(src: Fixture.path("heart.png")))])
        let plan = try await sample.plan()
        let result = try await sample.export(plan, to: output)
        #expect(result.frameCount == 150)
        #expect(try await StoryCheck.violations(of: output, expecting: Self.expectation(5)) == [])
        let facts = try Verifier(logger: JoinSample.logger).verify(output, plan: plan, result: result)
        #expect(facts.frames == 150 && facts.keyFrames == 3)
        #expect(result.overlays.map(\.slide) == [1, 2, 3])
        #expect(result.overlays.map(\.start) == [0, 0.5, 4])
        #expect(result.overlays.map(\.end) == [1, 4.5, 5])

        let due = (4...7).map { 0.5 + Double($0) - 3.2 }
        let beeps = try await SoundTrack(of: output).onsets()
        let flashes = try await FlashTrack(of: output).flashes
        // The last ones lie in the transition, in which they are on their way out.
        #expect(beeps.count >= 3 && flashes.count >= 3, "\(beeps) \(flashes)")
        for (beep, moment) in zip(beeps, due.prefix(3)) { #expect(abs(beep - moment) < 0.010, "\(beeps)") }
        for moment in due.prefix(3) {
            #expect(flashes.contains { abs($0 - moment) <= 0.5 / 30 + 0.001 }, "\(moment) of \(flashes)")
        }
    }

    @Test(
        "Each slide's flashes and beeps are when it has them alone, moved to its place in the whole",
        arguments: ["flash-beep.mp4", "flash-beep-vfr.mp4", "flash-beep-editlist.mp4"])
    func keepsSync(fixture: String) async throws {
        let folder = try TemporaryDirectory()
        let sample = JoinSample(parts: [
            .init("surround-5.1.mp4", duration: 0.7),
            .init(fixture, start: 2.6, duration: 4, SlideTransition(.slideUp, duration: 0.3)),
        ])
        let plan = try await sample.plan()
        let segment = try #require(plan.segments?[1])
        _ = try await sample.export(plan, to: folder.file("joined.mp4"))
        _ = try await Export(
            plan: segment.plan, overlays: [],
            in: ExportEnvironment(
                baseDirectory: ".", logger: JoinSample.logger,
                cancellation: CancellationToken())
        ).run(to: folder.file("alone.mp4")) { _ in }
        let start = Double(segment.start) / 30
        func moments(_ name: String, after first: Double) async throws -> [[Double]] {
            let path = folder.file(name)
            let sound = try await SoundTrack(of: path)
            let heard = SoundTrack(samples: Array(sound.samples[Int(first * SoundTrack.sampleRate)...]))
            return [
                heard.onsets(), try await FlashTrack(of: path).flashes.map { $0 - first }.filter { $0 >= 0 },
            ]
        }
        let joined = try await moments("joined.mp4", after: start + 0.3)
        let alone = try await moments("alone.mp4", after: 0.3)
        for (moved, own) in zip(joined, alone) {
            #expect(moved.count == own.count && own.count >= 3, "\(moved) \(own)")
            for (moment, expected) in zip(moved, own) { #expect(abs(moment - expected) < 0.002) }
        }
    }

    @Test("The second of two clips is in time at its cut and behind it, with frames that follow each other")
    func followsAfterCut() async throws {
        let folder = try TemporaryDirectory()
        let output = folder.file("out.mp4")
        let sample = JoinSample(parts: [
            .init("flash-beep.mp4", start: 0.5, duration: 2),
            .init("flash-beep.mp4", start: 9.7, duration: 2),
        ])
        _ = try await sample.export(try await sample.plan(), to: output)
        #expect(try await StoryCheck.violations(of: output, expecting: Self.expectation(4)) == [])
        let due = [0.5, 1.5, 2.3, 3.3]
        let beeps = try await SoundTrack(of: output).onsets()
        #expect(beeps.count == due.count, "\(beeps)")
        for (beep, moment) in zip(beeps, due) { #expect(abs(beep - moment) < 0.010, "\(beeps)") }
        #expect(
            try await FrameCounter.numbers(of: output) == Array(15..<75) + Array(291..<351))
    }

    @Test(
        "A slide that cannot be read ends the export with its own error, wherever the others are",
        arguments: 0..<3)
    func fails(broken: Int) async throws {
        let folder = try TemporaryDirectory()
        let fade = SlideTransition(.fade, duration: 0.2)
        var paths: [String] = []
        for index in 0..<3 {
            paths.append(folder.file("\(index).mp4"))
            try FileManager.default.copyItem(atPath: Fixture.path("flash-beep.mp4"), toPath: paths[index])
        }
        let sample = JoinSample(
            parts: paths.enumerated().map { .init($1, duration: 0.5, $0 == 0 ? nil : fade) })
        let plan = try await sample.plan()
        try Data("nothing".utf8).write(to: URL(filePath: paths[broken]))
        let error = await #expect(throws: MediaError.self) {
            try await sample.export(plan, to: folder.file("out.mp4"))
        }
        #expect(error?.code == .unusableMedia && error?.file == paths[broken], "\(String(describing: error))")
    }

    @Test("An cancellation ends it in the middle of a transition")
    func stops() async throws {
        let folder = try TemporaryDirectory()
        let sample = JoinSample(parts: [
            .init("flash-beep.mp4", duration: 1),
            .init("flash-beep.mp4", duration: 1, SlideTransition(.fade, duration: 0.8)),
        ])
        let plan = try await sample.plan()
        let cancellation = CancellationToken()
        let error = await #expect(throws: MediaError.self) {
            try await sample.export(plan, to: folder.file("out.mp4"), cancellation: cancellation) {
                progress in
                if progress.framesDone > 0 { cancellation.cancel() }
            }
        }
        #expect(error?.code == .cancelled)
    }
}
