internal import Libav
internal import Story

/// The last changes to the whole of a slide's sound: one factor for its loudness, and a limit for its peaks.
struct Mastering {
    /// In decibels.
    var gain = 0.0
    /// The highest true peak, in dBTP; nil if nothing is limited.
    var ceiling: Double?

    /// How far below the requested ceiling the limiter keeps peaks, in decibels: AAC returns peaks a little higher than
    /// it received them.
    static let codingHeadroom = 0.5

    /// Reads a mixer's sound and masters it.
    struct Reader {
        private var mixer: SoundMixer
        private let factor: Float
        private var limiter: Limiter?
        private var ready = StereoSound()

        init(_ mixer: SoundMixer, _ mastering: Mastering) throws {
            self.mixer = mixer
            factor = mastering.gain == 0 ? 1 : Ducker.factor(mastering.gain)
            limiter = mastering.ceiling.map { Limiter(ceiling: $0) }
            if limiter != nil { _ = try mastered(Limiter.delay) }
        }

        /// Returns the next samples.
        mutating func read(_ count: Int) throws -> StereoSound {
            try mastered(count)
        }

        private mutating func mastered(_ count: Int) throws -> StereoSound {
            var sound = try mixer.read(count)
            if factor != 1 { sound.scale(by: factor) }
            return limiter?.limit(sound) ?? sound
        }
    }
}

extension Mastering {
    /// Measures the whole sound once, or twice if it needs limiting, and decides.
    static func choose(for context: ExportContext, total: Int) throws -> Mastering {
        var chosen = Mastering()
        let audio = context.plan.audio
        guard let wanted = audio.loudness else {
            if context.plan.mayOverflow { chosen.ceiling = LoudnessTarget().truePeak - codingHeadroom }
            return chosen
        }
        let ceiling = wanted.truePeak - codingHeadroom
        chosen.ceiling = ceiling
        let plain = try measure(Mastering(), context, total)
        guard let loudness = plain.loudness.integrated else { return chosen }
        chosen.gain = min(wanted.target - loudness, highestGain)
        if plain.truePeak.peak + chosen.gain > ceiling {
            // The limiter also lowers the loudness; some of that can be made up for.
            let limited = try measure(chosen, context, total)
            let reachable = min(wanted.target, loudness + chosen.gain)
            let missing = limited.loudness.integrated.map { reachable - $0 } ?? 0
            chosen.gain = min(chosen.gain + min(max(0, missing), highestRepair), highestGain)
        }
        let result = LoudnessResult(source: loudness, gain: chosen.gain)
        context.report.update { counts in
            counts.loudness = result
            guard result.gain == highestGain else { return }
            counts.substitutions.append(
                "the sound is so quiet (\(loudness.toTenth) LUFS) that it was raised by only \(result.gain.toTenth) "
                    + "dB, not to \(wanted.target.toTenth) LUFS")
        }
        return chosen
    }

    /// Sound that needs more gain than this is noise, in decibels.
    private static let highestGain = 24.0
    /// The most that makes up for what the limiter takes away, in decibels; more would distort.
    private static let highestRepair = 3.0

    private static func measure(
        _ mastering: Mastering, _ context: ExportContext, _ total: Int
    ) throws -> (loudness: LoudnessMeter, truePeak: TruePeakMeter) {
        var reader = try Reader(SoundMixer(context, total: total), mastering)
        var loudness = LoudnessMeter()
        var truePeak = TruePeakMeter()
        var left = total
        while left > 0 {
            try context.checkCancellation()
            let count = min(left, KWeighting.sampleRate / 10)
            let sound = try reader.read(count)
            loudness.add(sound)
            truePeak.add(sound)
            left -= count
            context.report.moved()
        }
        return (loudness, truePeak)
    }
}
