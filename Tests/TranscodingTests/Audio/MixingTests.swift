import Foundation
import Libav
import Logging
import Story
import TestSupport
import Testing
internal import Threading

@testable import Probing
@testable import Transcoding

/// What a slide's mixer gives, without the encoder, from files that are made for it.
@Suite struct MixingTests {
    /// Writes a stereo WAV of 16 bits.
    static func write(_ sound: StereoSound, to name: String, in folder: borrowing TemporaryDirectory) throws
        -> String
    {
        var bytes = Array("RIFF".utf8)
        func add(_ value: Int, _ count: Int) {
            for shift in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * shift))) }
        }
        let size = sound.count * 4
        add(36 + size, 4)
        bytes += Array("WAVEfmt ".utf8)
        add(16, 4)
        add(1, 2)
        add(2, 2)
        add(48_000, 4)
        add(192_000, 4)
        add(4, 2)
        add(16, 2)
        bytes += Array("data".utf8)
        add(size, 4)
        for index in 0..<sound.count {
            for sample in [sound.left[index], sound.right[index]] {
                add(Int((Double(sample) * 32_767).rounded()), 2)
            }
        }
        let path = folder.file(name)
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    /// A slide whose own sound is a file, with tracks laid over it.
    static func context(
        clip: String?, seconds: Double, change: (inout AudioPlan) throws -> Void = { _ in },
        speed: Double = 1
    ) throws -> ExportContext {
        let preset = Preset(
            name: "test", width: 90, height: 160, frameRate: 30, maximumSeconds: 60, source: "tests")
        let info = MediaInfo(
            kind: .video, container: "mov", bytes: 1, duration: seconds * speed,
            streams: [
                StreamInfo(index: 0, medium: .audio, isDecodable: true, channels: 2),
                StreamInfo(index: 1, medium: .video, isDecodable: true),
            ], video: 1, audio: clip == nil ? nil : 0,
            picture: PictureInfo(codedWidth: 90, codedHeight: 160))
        var options = PlanOptions(preset: preset)
        options.speed = speed
        var plan = try ExportPlan.plans(for: info, input: clip ?? "none", options: options)[0]
        try change(&plan.audio)
        return ExportContext(
            plan: plan, frames: .all, cube: nil, limits: Limits(), policy: .cameraRoll, threads: 1,
            log: ClipLog(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }),
            cancellation: CancellationToken(), report: ExportReport())
    }

    static func track(
        _ track: AudioTrack, _ role: TrackPlan.Role = .music, seconds: Double, clock: Double = 0,
        clockEnd: Double? = nil
    ) throws -> TrackPlan {
        let info = try Prober().probeSound(track.src)
        return try TrackPlan(
            track, role: role, path: track.src, info: info, clock: clock, clockEnd: clockEnd ?? seconds)
    }

    static func mixed(_ context: ExportContext) throws -> StereoSound {
        let total = Int((context.plan.duration * 48_000).rounded())
        var mixer = try SoundMixer(context, total: total)
        var sound = StereoSound()
        while sound.count < total { sound.append(try mixer.read(min(1024, total - sound.count))) }
        #expect(context.report.current.warnings == [])
        return sound
    }

    @Test("Clip and music are added, each with its volume")
    func adds() throws {
        let folder = try TemporaryDirectory()
        let clip = try Self.write(.sine(500, amplitude: 0.5, seconds: 1), to: "clip.wav", in: folder)
        let song = try Self.write(.sine(2000, amplitude: 0.5, seconds: 1), to: "song.wav", in: folder)
        let context = try Self.context(clip: clip, seconds: 1) { audio in
            audio.volume = 0.5
            audio.tracks = [try Self.track(AudioTrack(src: song, volume: 0.25), seconds: 1)]
        }
        let sound = SoundTrack(samples: try Self.mixed(context).left)
        #expect(abs(20 * log10(sound.amplitude(of: 500, from: 0.1, to: 0.9)) + 12.04) < 0.1)
        #expect(abs(20 * log10(sound.amplitude(of: 2000, from: 0.1, to: 0.9)) + 18.06) < 0.1)
    }

    @Test("A track begins at its offset with its trim, sample for sample, and ends where its file ends")
    func placesTracks() throws {
        let folder = try TemporaryDirectory()
        let tone = StereoSound.noise(amplitude: 0.5, seconds: 1)
        let song = try Self.write(tone, to: "song.wav", in: folder)
        let context = try Self.context(clip: nil, seconds: 2) { audio in
            audio.tracks = [try Self.track(AudioTrack(src: song, start: 0.25, offset: 0.5), seconds: 2)]
        }
        let sound = try Self.mixed(context)
        #expect(sound.left[..<24_000].allSatisfy { $0 == 0 })
        // Behind the 5 ms in which what was cut comes in.
        for index in stride(from: 24_300, to: 59_000, by: 97) {
            #expect(abs(sound.left[index] - tone.left[index - 12_000]) < 1e-4, "\(index)")
        }
        #expect(sound.left[60_001...].allSatisfy { $0 == 0 })
        #expect(sound.level(from: 1.2, to: 1.24) > -20)
    }

    @Test(
        "A loop goes on without a gap or a click, whether its file is short or long", arguments: [0.3, 1.3])
    func loops(seconds: Double) throws {
        let folder = try TemporaryDirectory()
        // A third of a period is left over, so that the plain seam would jump.
        let tone = StereoSound.sine(100, amplitude: 0.5, seconds: seconds + 0.0033)
        let song = try Self.write(tone, to: "song.wav", in: folder)
        let context = try Self.context(clip: nil, seconds: 4) { audio in
            audio.tracks = [try Self.track(AudioTrack(src: song, loop: true), seconds: 4)]
        }
        let sound = try Self.mixed(context)
        #expect(sound.prefix(191_000).sharpestBend < 0.01)
        for start in stride(from: 0, to: 3.9, by: 0.1) {
            #expect(abs(sound.level(from: start, to: start + 0.05) + 9.03) < 2.5, "\(start)")
        }
        // The second round is the first one behind its seam, to the sample.
        for index in stride(from: 300, to: tone.count, by: 501) {
            #expect(abs(sound.left[index + tone.count] - sound.left[index]) < 1e-6)
        }
    }

    @Test("Music goes on from slide to slide at the very sample, also in the middle of a loop")
    func goesOnOverSlides() throws {
        let folder = try TemporaryDirectory()
        let song = try Self.write(.noise(amplitude: 0.5, seconds: 1.1), to: "song.wav", in: folder)
        let track = AudioTrack(src: song, fadeIn: 1.5, fadeOut: 1, loop: true)
        func part(_ clock: Double, _ seconds: Double) throws -> StereoSound {
            try Self.mixed(
                try Self.context(clip: nil, seconds: seconds) { audio in
                    audio.tracks = [
                        try Self.track(track, seconds: seconds, clock: clock, clockEnd: 3)
                    ]
                })
        }
        let whole = try part(0, 3)
        var parts = try part(0, 1.2)
        parts.append(try part(1.2, 1.8))
        #expect(parts.count == whole.count)
        let difference = zip(parts.left, whole.left).map { abs($0 - $1) }.max() ?? 1
        #expect(difference < 1e-3, "\(difference)")
    }

    @Test("Music steps back while the clip is loud; a voice brings both down")
    func ducks() throws {
        let folder = try TemporaryDirectory()
        var speech = StereoSound(silence: 48_000)
        speech.append(.sine(500, amplitude: 0.3, seconds: 1))
        speech.append(StereoSound(silence: 96_000))
        let clip = try Self.write(speech, to: "clip.wav", in: folder)
        let song = try Self.write(.sine(2000, amplitude: 0.2, seconds: 4), to: "song.wav", in: folder)
        let ducked = AudioTrack(src: song, duck: Ducking(amount: -15, attack: 0.1, release: 0.3))
        let beside = SoundTrack(
            samples: try Self.mixed(
                try Self.context(clip: clip, seconds: 4) { audio in
                    audio.tracks = [try Self.track(ducked, seconds: 4)]
                }
            ).left)
        func level(_ hertz: Double, _ start: Double, _ end: Double, in sound: SoundTrack) -> Double {
            20 * log10(sound.amplitude(of: hertz, from: start, to: end))
        }
        #expect(abs(level(2000, 0.5, 0.9, in: beside) + 13.98) < 0.1)
        #expect(abs(level(2000, 1.2, 1.9, in: beside) + 28.98) < 0.1)
        #expect(abs(level(2000, 2.7, 3.5, in: beside) + 13.98) < 0.1)
        #expect(abs(level(500, 1.2, 1.9, in: beside) + 10.46) < 0.1)

        let voice = try Self.write(.sine(1000, amplitude: 0.3, seconds: 0.8), to: "voice.wav", in: folder)
        let over = AudioTrack(src: voice, offset: 1.1, duck: Ducking(amount: -20, attack: 0.1))
        let below = SoundTrack(
            samples: try Self.mixed(
                try Self.context(clip: clip, seconds: 4) { audio in
                    audio.tracks = [
                        try Self.track(ducked, seconds: 4), try Self.track(over, .voice, seconds: 4),
                    ]
                }
            ).left)
        #expect(abs(level(500, 1.3, 1.8, in: below) + 30.46) < 0.1)
        // Twice the reason, once the amount.
        #expect(abs(level(2000, 1.3, 1.8, in: below) + 33.98) < 0.1)
        #expect(abs(level(1000, 1.3, 1.8, in: below) + 10.46) < 0.1)
    }

    @Test("A clip that nothing is asked of passes through as it was decoded")
    func leavesClipsAlone() throws {
        let folder = try TemporaryDirectory()
        let noise = StereoSound.noise(amplitude: 0.99, seconds: 0.5)
        let clip = try Self.write(noise, to: "clip.wav", in: folder)
        let context = try Self.context(clip: clip, seconds: 1)
        let mastering = try Mastering.choose(for: context, total: 48_000)
        #expect(mastering.gain == 0 && mastering.ceiling == nil)
        let sound = try Self.mixed(context)
        #expect(zip(sound.left, noise.left).allSatisfy { abs($0 - $1) < 1e-4 })
        #expect(sound.count == 48_000 && sound.left[24_000...].allSatisfy { $0 == 0 })
    }

    @Test("Quiet and loud sound both come to the target, and their peaks stay below the ceiling")
    func masters() throws {
        let folder = try TemporaryDirectory()
        for amplitude in [0.02, 0.9] {
            var sound = StereoSound.sine(1000, amplitude: amplitude, seconds: 1.5)
            sound.mix(.sine(90, amplitude: amplitude / 9, seconds: 1.5))
            let clip = try Self.write(sound, to: "clip.wav", in: folder)
            let context = try Self.context(clip: clip, seconds: 1.5) { audio in
                audio.loudness = LoudnessTarget(target: -14, truePeak: -1)
            }
            let mastering = try Mastering.choose(for: context, total: 72_000)
            var reader = try Mastering.Reader(SoundMixer(context, total: 72_000), mastering)
            var meter = LoudnessMeter()
            var peaks = TruePeakMeter()
            for _ in 0..<15 {
                let piece = try reader.read(4_800)
                meter.add(piece)
                peaks.add(piece)
            }
            let loudness = try #require(meter.integrated)
            #expect(abs(loudness + 14) < 0.2, "\(loudness)")
            #expect(peaks.peak <= -1)
            #expect(context.report.current.loudness?.gain == mastering.gain)
        }
    }

    @Test("What is too quiet to be more than noise is raised as far as it may be, and it is said")
    func doesNotRaiseNoise() throws {
        let folder = try TemporaryDirectory()
        let clip = try Self.write(.sine(1000, amplitude: 0.001, seconds: 1), to: "clip.wav", in: folder)
        let context = try Self.context(clip: clip, seconds: 1) { audio in audio.loudness = LoudnessTarget() }
        #expect(try Mastering.choose(for: context, total: 48_000).gain == 24)
        #expect(context.report.current.substitutions.count == 1)
        let silent = try Self.context(clip: nil, seconds: 1) { audio in audio.loudness = LoudnessTarget() }
        #expect(try Mastering.choose(for: silent, total: 48_000).gain == 0)
    }
}
