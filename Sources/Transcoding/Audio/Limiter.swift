internal import Foundation
internal import Libav

/// Keeps the true peak below a ceiling, by turning the sound down shortly before a peak and up again
/// after it; what stays below passes as it is.
///
/// The sound comes out ``delay`` samples later than it goes in.
struct Limiter {
    private let ceiling: Float
    private var peaks = TruePeakFilter()
    /// The sound that has gone in and not come out.
    private var sound = StereoSound()
    /// The factor as far as it has recovered from the last peak.
    private var recovering: Float = 1
    /// Factors that a later, smaller one does not stand before, oldest first.
    private var smallest: [(index: Int, factor: Float)] = []
    /// The last smallest factors, and their sum.
    private var window = [Float](repeating: 1, count: width)
    private var sum = Double(width)
    private var taken = 0

    /// How long it takes to go down, in samples: 5 ms at 48 kHz. Shorter distorts deep tones.
    private static let width = 240
    /// What share of the way up is made with each sample: most of it within 0.1 s.
    private static let recovery: Float = 1 - 0.99952
    /// In samples.
    static let delay = width - 1 + TruePeakFilter.delay

    /// - Parameter ceiling: of the true peak, in dBTP.
    init(ceiling: Double) {
        self.ceiling = Float(pow(10, ceiling / 20))
        sound = StereoSound(silence: Self.delay)
    }

    /// Takes samples and gives as many.
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

    /// The factor for the sample that comes out, when a peak has been seen that will come out later.
    ///
    /// The smallest factor within the width goes for all of it, and the mean of those over the same width
    /// reaches it by the time at which the peak comes out.
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
