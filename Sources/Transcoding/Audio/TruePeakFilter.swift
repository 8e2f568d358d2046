internal import Libav

/// Finds how high the waveform rises between its samples: four times oversampled with the filter of ITU-R BS.1770-4,
/// Annex 2.
struct TruePeakFilter {
    /// The delay after which the surroundings of a sample are known, in samples.
    static let delay = 6
    private static let taps = 12

    /// The factors of the four phases for each tap; the phases mirror each other.
    private static let factors: [SIMD4<Float>] = {
        let first: [Float] = [
            0.0017089843750, 0.0109863281250, -0.0196533203125, 0.0332031250000, -0.0594482421875,
            0.1373291015625, 0.9721679687500, -0.1022949218750, 0.0476074218750, -0.0266113281250,
            0.0148925781250, -0.0083007812500,
        ]
        let second: [Float] = [
            -0.0291748046875, 0.0292968750000, -0.0517578125000, 0.0891113281250, -0.1665039062500,
            0.4650878906250, 0.7797851562500, -0.2003173828125, 0.1015625000000, -0.0582275390625,
            0.0330810546875, -0.0189208984375,
        ]
        return (0..<taps).map { tap in
            SIMD4(first[tap], second[tap], second[taps - 1 - tap], first[taps - 1 - tap])
        }
    }()

    /// How much higher a point can be than the samples around it: the sum of the absolute factors of the second phase.
    private static let overshoot: Float = 2.03

    private var left = [Float](repeating: 0, count: taps - 1)
    private var right = [Float](repeating: 0, count: taps - 1)

    /// Returns, for each sample, the highest point of both channels around the sample that came in ``delay`` samples
    /// before.
    ///
    /// - Parameter floor: peaks up to this do not matter; they may be returned as 0.
    mutating func peaks(of sound: StereoSound, above floor: Float) -> [Float] {
        left.append(contentsOf: sound.left)
        right.append(contentsOf: sound.right)
        let highest = max(Self.highest(left), Self.highest(right)) * Self.overshoot
        defer {
            left.removeFirst(sound.count)
            right.removeFirst(sound.count)
        }
        if highest <= floor { return Array(repeating: 0, count: sound.count) }
        var peaks: [Float] = []
        peaks.reserveCapacity(sound.count)
        for index in 0..<sound.count {
            peaks.append(max(Self.peak(left, index), Self.peak(right, index)))
        }
        return peaks
    }

    private static func highest(_ samples: [Float]) -> Float {
        var highest: Float = 0
        for sample in samples { highest = max(highest, abs(sample)) }
        return highest
    }

    /// The highest point around the middle of the taps that begin at `start`, oldest sample first.
    private static func peak(_ samples: [Float], _ start: Int) -> Float {
        var sums = SIMD4<Float>(repeating: 0)
        for tap in 0..<taps { sums += factors[taps - 1 - tap] * samples[start + tap] }
        let middle = max(abs(samples[start + taps / 2]), abs(samples[start + taps / 2 - 1]))
        return max(middle, max(sums.max(), -sums.min()))
    }
}
