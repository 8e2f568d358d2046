import Foundation
import Libav
import Story
import TestSupport
import Testing
internal import Threading

@testable import Probing
@testable import Transcoding

/// What joined slides sound like, without the encoder.
@Suite struct JoinedSoundTests {
    private static let preset = Preset(
        name: "test", width: 90, height: 160, frameRate: 30, maximumSeconds: 60, source: "tests")

    private struct Slide {
        var file: String?
        var start = 0.0
        var seconds: Double
        var transition: SlideTransition?
    }

    /// Slides whose own sounds are files of so many seconds.
    private static func context(
        _ slides: [Slide], lasting: Double, change: (inout ExportPlan) throws -> Void = { _ in }
    ) throws -> ExportContext {
        let joined = slides.enumerated().map { index, slide in
            let info = MediaInfo(
                kind: .video, container: "mov", bytes: 1, duration: lasting,
                streams: [
                    StreamInfo(index: 0, medium: .audio, isDecodable: true, channels: 2),
                    StreamInfo(index: 1, medium: .video, isDecodable: true),
                ], video: 1, audio: slide.file == nil ? nil : 0,
                picture: PictureInfo(codedWidth: 90, codedHeight: 160))
            return JoinedSlide(
                info: info, input: slide.file ?? "none",
                options: PlanOptions(preset: preset, start: slide.start, duration: slide.seconds),
                transition: slide.transition, path: "$.slides[\(index)]")
        }
        var plan = try ExportPlan.joined(joined, loudness: nil)
        try change(&plan)
        return FramePipeline(
            plan: plan, slides: slides.map { _ in SlideContent(overlays: []) },
            in: ExportEnvironment(
                baseDirectory: ".",
                limits: Limits(), policy: .cameraRoll, threads: 1, logger: JoinSample.logger,
                cancellation: CancellationToken())
        ).context
    }

    private static func sound(_ context: ExportContext) throws -> StereoSound {
        let total = Int((context.plan.duration * 48_000).rounded())
        var mixer = try SoundMixer(context, total: total)
        var sound = StereoSound()
        // Pieces as AAC takes them, which do not fit to frames.
        while sound.count < total { sound.append(try mixer.read(min(1024, total - sound.count))) }
        return sound
    }

    @Test("Two parts of one clip that follow each other join without a seam at a cut")
    func cutsSeamlessly() throws {
        let folder = try TemporaryDirectory()
        let tone = StereoSound.sine(441, amplitude: 0.5, seconds: 3)
        let file = try MixingTests.write(tone, to: "tone.wav", in: folder)
        let context = try Self.context(
            [Slide(file: file, seconds: 1), Slide(file: file, start: 1, seconds: 1)], lasting: 3)
        let sound = try Self.sound(context)
        #expect(sound.count == 96_000)
        let worst = sound.left.indices.map { abs(sound.left[$0] - tone.left[$0]) }.max() ?? 1
        #expect(worst < 0.001)
    }

    @Test("A cut into another sound has neither a click nor a hole")
    func cutsSoftly() throws {
        let folder = try TemporaryDirectory()
        let low = try MixingTests.write(
            .sine(300, amplitude: 0.5, seconds: 1.2, phase: 1), to: "low.wav", in: folder)
        let high = try MixingTests.write(
            .sine(700, amplitude: 0.5, seconds: 1.2, phase: 2), to: "high.wav", in: folder)
        for (lasting, name) in [(1.2, "goes on"), (1.0, "ends")] {
            let context = try Self.context(
                [Slide(file: low, seconds: 1), Slide(file: high, seconds: 1)], lasting: lasting)
            #expect(context.plan.segments?[0].soundGoesOn == (lasting > 1))
            let sound = try Self.sound(context)
            var cut = StereoSound()
            cut.left = Array(sound.left[47_000..<49_000])
            cut.right = cut.left
            // A tone of 700 Hz bends by 0.5·(2π·700/48000)² from sample to sample.
            #expect(cut.sharpestBend < 0.008, "\(name)")
            #expect(sound.level(from: 0.98, to: 1.02) > sound.level(from: 0.5, to: 0.9) - 2.5, "\(name)")
            #expect(abs(sound.level(from: 1.01, to: 1.2) - sound.level(from: 0.5, to: 0.9)) < 0.1)
        }
    }

    @Test("Over a transition two sounds cross with the same power all the way")
    func crossfades() throws {
        let folder = try TemporaryDirectory()
        let file = try MixingTests.write(
            .noise(amplitude: 0.4, seconds: 9), to: "noise.wav", in: folder)
        let context = try Self.context(
            [
                Slide(file: file, seconds: 2),
                Slide(file: file, start: 5, seconds: 2, transition: SlideTransition(.fade, duration: 1)),
            ], lasting: 9)
        let sound = try Self.sound(context)
        #expect(sound.count == 3 * 48_000)
        let even = sound.level(from: 0.2, to: 0.8)
        for start in stride(from: 0.9, to: 2.1, by: 0.05) {
            #expect(abs(sound.level(from: start, to: start + 0.05) - even) < 0.5, "at \(start) s")
        }
        // One goes and the other comes: the first is itself before, the second behind.
        let windows = SoundWindow.windows(of: context.plan, clip: true)
        #expect(windows.map(\.range) == [0..<96_000, 48_000..<144_000])
    }

    @Test("The story's music runs on through all slides, and a slide's own is heard in its slide alone")
    func laysMusic() throws {
        let folder = try TemporaryDirectory()
        let music = try MixingTests.write(.noise(amplitude: 0.1, seconds: 6), to: "music.wav", in: folder)
        let tone = try MixingTests.write(
            .sine(1000, amplitude: 0.5, seconds: 6), to: "tone.wav", in: folder)
        let slides = [
            Slide(seconds: 1), Slide(seconds: 1, transition: SlideTransition(.slideUp, duration: 0.5)),
            Slide(seconds: 1),
        ]
        let whole = try Self.context(slides, lasting: 1) { plan in
            plan.audio.tracks = [try MixingTests.track(AudioTrack(src: music), seconds: plan.duration)]
        }
        var expected = StereoSound.noise(amplitude: 0.1, seconds: 6).prefix(120_000)
        let heard = try Self.sound(whole)
        #expect(heard.count == expected.count)
        expected = expected.prefix(119_000)
        #expect(expected.left.indices.allSatisfy { abs(heard.left[$0] - expected.left[$0]) < 0.0005 })

        let own = try Self.context(slides, lasting: 1) { plan in
            plan.segments?[1].plan.audio.tracks = [try MixingTests.track(AudioTrack(src: tone), seconds: 1)]
        }
        let sound = try Self.sound(own)
        #expect(sound.left[..<24_000].allSatisfy { $0 == 0 } && sound.left[72_001...].allSatisfy { $0 == 0 })
        #expect(abs(sound.level(from: 1.1, to: 1.4) + 9) < 0.1)
        #expect(sound.level(from: 0.5, to: 0.6) < -18)
    }

    @Test("Everything steps back for a slide's voice, also the story's music")
    func ducks() throws {
        let folder = try TemporaryDirectory()
        let music = try MixingTests.write(.noise(amplitude: 0.2, seconds: 9), to: "music.wav", in: folder)
        let voice = try MixingTests.write(
            .sine(1000, amplitude: 0.3, seconds: 2), to: "voice.wav", in: folder)
        let context = try Self.context([Slide(seconds: 2), Slide(seconds: 2), Slide(seconds: 2)], lasting: 2)
        {
            plan in
            plan.audio.tracks = [try MixingTests.track(AudioTrack(src: music), seconds: plan.duration)]
            plan.segments?[1].plan.audio.tracks = [
                try MixingTests.track(AudioTrack(src: voice, duck: Ducking()), .voice, seconds: 2)
            ]
        }
        let sound = try Self.sound(context)
        // Noise differs from channel to channel, the voice does not: their difference is music alone.
        var side = sound
        for index in 0..<side.count { side.left[index] = sound.left[index] - sound.right[index] }
        let alone = side.level(from: 0.5, to: 1.5)
        #expect(side.level(from: 3, to: 3.9) < alone - 9)
        #expect(abs(side.level(from: 5.2, to: 5.8) - alone) < 0.5)
    }
}
