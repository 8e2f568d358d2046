/// What was seen and heard around the place where a slide may end.
///
/// Times are seconds of the output, from the first slide's first frame.
struct WindowMeasure {
    /// A change of the picture from one shot to another.
    struct Cut: Hashable {
        /// The first output frame of the new shot.
        var frame: Int
        /// How much the picture changes, in per cent of full scale.
        var score: Double
        /// Whether it is a cut beyond doubt.
        var isClear: Bool
    }

    var cuts: [Cut] = []
    /// Nil if there is no sound.
    var sound: SoundLevels?
    /// How loud the speech heard so far is, in dB below full scale; nil if there is no sound.
    var speechLevel: Double?

    /// How much it disturbs to divide a shot, and to divide a sound at full speech level: half a word is worse than
    /// half a view. The two add up to 1.
    private static let shotHurt = 0.4
    private static let wordHurt = 0.6
    /// A later place is preferred if it disturbs only this much more, for longer slides.
    private static let tolerance = 0.02

    private struct Candidate {
        var frame: Int
        var hurt: Double
        var reason: SlideBoundary.Reason
    }

    /// Chooses the best of the frames at which the next slide may begin.
    func best(
        in window: ClosedRange<Int>, frameRate: Double, _ preference: SplitPreference
    ) -> SlideBoundary {
        let limit = SlideBoundary(frame: window.upperBound, reason: .limit)
        let cuts = cuts.filter { window.contains($0.frame) }
        let pauses = pauses(in: window, frameRate)
        switch preference {
        case .limit:
            return limit
        case .cut:
            let cut = cuts.last(where: \.isClear) ?? cuts.max { $0.score < $1.score }
            return cut.map { SlideBoundary(frame: $0.frame, reason: .cut) } ?? limit
        case .silence:
            // All pauses of a second or more are equally good.
            let pause = pauses.reversed().max { min($0.seconds, 1) < min($1.seconds, 1) - 0.05 }
            return pause.map { SlideBoundary(frame: $0.frame, reason: .silence) } ?? limit
        case .best:
            let candidates =
                cuts.map { cut in
                    let loudness = loudness(at: Double(cut.frame) / frameRate)
                    let reason: SlideBoundary.Reason = loudness == 0 && sound != nil ? .cutInSilence : .cut
                    // A doubtful cut gets a small penalty, so that a clear one is preferred.
                    let doubt = cut.isClear ? 0 : 0.1
                    return Candidate(frame: cut.frame, hurt: doubt + Self.wordHurt * loudness, reason: reason)
                }
                + pauses.map { Candidate(frame: $0.frame, hurt: Self.shotHurt, reason: .silence) }
            let least = candidates.map(\.hurt).min() ?? 1
            let good = candidates.filter { $0.hurt <= least + Self.tolerance }
            guard let latest = good.max(by: { $0.frame < $1.frame }) else { return limit }
            return SlideBoundary(frame: latest.frame, reason: latest.reason)
        }
    }

    /// Where the sound could be divided, in order, and how long each pause is.
    private func pauses(in window: ClosedRange<Int>, _ frameRate: Double) -> [(frame: Int, seconds: Double)] {
        guard let sound, let threshold = quietLevel else { return [] }
        let seconds = Double(window.lowerBound) / frameRate...Double(window.upperBound) / frameRate
        return sound.pauses(below: threshold, in: seconds).map { pause in
            // If a pause continues beyond the window, the slide may be as long as possible.
            let reachesLimit = pause.upperBound >= seconds.upperBound
            let time = reachesLimit ? seconds.upperBound : (pause.lowerBound + pause.upperBound) / 2
            let frame = min(max(Int((time * frameRate).rounded()), window.lowerBound), window.upperBound)
            return (frame, pause.upperBound - pause.lowerBound)
        }
    }

    /// The loudness at a moment, from 0 for a pause to 1 for speech.
    private func loudness(at time: Double) -> Double {
        guard let sound, let quietLevel, let speechLevel, speechLevel > quietLevel else { return 0 }
        return min(max((sound.level(at: time) - quietLevel) / (speechLevel - quietLevel), 0), 1)
    }

    /// The level below which no one speaks, in dB below full scale.
    private var quietLevel: Double? {
        speechLevel.map { max(SoundLevels.silence, $0 - SoundLevels.pauseDepth) }
    }
}
