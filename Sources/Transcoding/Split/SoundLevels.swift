internal import Foundation

/// How loud a stretch of sound is from moment to moment.
struct SoundLevels {
    /// Length of one value, in seconds.
    static let step = 0.02
    /// The shortest pause, in seconds. Shorter ones are the stops within words, which last up to 150 ms.
    static let shortestPause = 0.2
    /// How far a pause lies below speech, in dB: what pydub advises for splitting at silence
    /// (`silence_thresh=audio.dBFS - 16`).
    static let pauseDepth = 16.0
    /// Anything below this is silence, whatever else is heard, in dB below full scale.
    static let silence = -50.0

    /// When the first value begins, in seconds.
    private let start: Double
    /// The mean power of each step, relative to full scale.
    private let powers: [Double]

    init(start: Double, powers: [Double]) {
        self.start = start
        self.powers = powers
    }

    /// The level that is exceeded for a tenth of the time, in dB below full scale: that of speech, if a person speaks.
    /// Nil if there is no sound.
    var speechLevel: Double? {
        guard !powers.isEmpty else { return nil }
        return Self.decibels(powers.sorted()[powers.count * 9 / 10])
    }

    /// The level around a moment, over the length of a pause.
    func level(at time: Double) -> Double {
        let half = Self.shortestPause / 2
        let range = index(of: time - half)..<max(index(of: time + half), index(of: time - half))
        guard !range.isEmpty else { return Self.decibels(0) }
        return Self.decibels(powers[range].reduce(0, +) / Double(range.count))
    }

    /// The stretches, within a range of seconds, in which every step and every mean over ``shortestPause`` is quiet.
    ///
    /// - Parameter threshold: in dB below full scale.
    func pauses(below threshold: Double, in seconds: ClosedRange<Double>) -> [ClosedRange<Double>] {
        let most = pow(10, threshold / 10)
        var pauses: [ClosedRange<Double>] = []
        var begin: Int?
        let range =
            index(of: seconds.lowerBound)..<max(index(of: seconds.upperBound), index(of: seconds.lowerBound))
        for index in range.lowerBound...range.upperBound {
            if index < range.upperBound, powers[index] <= most {
                begin = begin ?? index
            } else if let first = begin {
                let pause = time(of: first)...time(of: index)
                // Rounding errors in the times must not make a pause too short.
                if pause.upperBound - pause.lowerBound >= Self.shortestPause - 1e-6 { pauses.append(pause) }
                begin = nil
            }
        }
        return pauses
    }

    private func index(of time: Double) -> Int {
        Int(min(max((time - start) / Self.step, 0), Double(powers.count)).rounded())
    }

    private func time(of index: Int) -> Double { start + Double(index) * Self.step }

    private static func decibels(_ power: Double) -> Double { 10 * log10(max(power, 1e-12)) }
}
