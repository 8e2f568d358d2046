internal import Foundation
internal import Libav

/// Keeps the true peak below a ceiling. It turns the sound down shortly before a peak and up again afterwards; sound
/// below the ceiling passes unchanged.
///
/// Samples come out ``delay`` samples later than they go in.
struct Limiter {
    private let ceiling: Float
    private var peaks = TruePeakFilter()
    /// The sound that has gone in but not come out.
    private var sound = StereoSound()
    /// The factor, as far as it has recovered from the last peak.
    private var recovering: Float = 1
    /// Candidates for the smallest factor, oldest first: those that no later factor undercuts.
    private var smallest: [(index: Int, factor: Float)] = []
    /// The last smallest factors, and their sum.
    private var window = [Float](repeating: 1, count: width)
    private var sum = Double(width)
    private var taken = 0

    /// How long the sound takes to go down, in samples: 5 ms at 48 kHz. A shorter time distorts deep tones.
    private static let width = 240
    /// The share of the remaining way up that each sample makes. Most of the way is made within 0.1 s.
    private static let recovery: Float = 1 - 0.99952
    /// In samples.
    static let delay = width - 1 + TruePeakFilter.delay

    /// - Parameter ceiling: the highest true peak to let through, in dBTP.
    init(ceiling: Double) {
        self.ceiling = Float(pow(10, ceiling / 20))
        sound = StereoSound(silence: Self.delay)
    }

    /// Takes samples, and returns as many.
    mutating func limit(_ input: StereoSound) -> StereoSound {
        sound.append(input)
        var result = sound.prefix(input.count)
        sound.removeFirst(input.count)
        for (index, peak) in peaks.peaks(of: input, above: ceiling).enumerated() {
            let factor = Float(next(peak))
            if factor < 1 {
                result.left[index] *= factor
                result.right[index] *= factor
            }
        }
        return result
    }

    /// Returns the factor for the sample that comes out now, after seeing a peak that comes out later.
    ///
    /// The smallest factor within the width applies to all of it. The mean of these factors over the same width reaches
    /// the smallest one by the time the peak comes out.
    private mutating func next(_ peak: Float) -> Double {
        let needed = peak > ceiling ? ceiling / peak : 1
        recovering = min(needed, recovering + (1 - recovering) * Self.recovery)
        while let last = smallest.last, last.factor >= recovering { smallest.removeLast() }
        smallest.append((taken, recovering))
        if let first = smallest.first, first.index <= taken - Self.width { smallest.removeFirst() }
        let factor = smallest.first?.factor ?? 1
        let place = taken % Self.width
        sum += Double(factor) - Double(window[place])
        window[place] = factor
        taken += 1
        return min(1, sum / Double(Self.width))
    }
}
