internal import Foundation
internal import Libav

/// Measures the integrated loudness of stereo at 48 kHz (ITU-R BS.1770-4, Annex 1).
struct LoudnessMeter {
    private var left = KWeighting()
    private var right = KWeighting()
    /// The energy of both channels together, one value for each whole step.
    private var energies: [Double] = []
    private var energy = 0.0
    private var samples = 0

    /// A block lasts 400 ms and begins 100 ms after the previous one.
    private static let step = KWeighting.sampleRate / 10
    private static let stepsOfBlock = 4
    /// Blocks below this count as silence, in LUFS.
    private static let absoluteGate = -70.0
    /// Blocks that are this far below the mean of the others do not count, in LU.
    private static let relativeGate = -10.0

    /// Takes the next samples.
    mutating func add(_ sound: StereoSound) {
        var start = 0
        while start < sound.count {
            let end = min(sound.count, start + Self.step - samples)
            energy += left.energy(of: sound.left[start..<end]) + right.energy(of: sound.right[start..<end])
            samples += end - start
            if samples == Self.step { endStep() }
            start = end
        }
    }

    private mutating func endStep() {
        energies.append(energy)
        (energy, samples) = (0, 0)
    }

    /// In LUFS; nil for silence.
    ///
    /// Sound shorter than a block is measured as a whole.
    var integrated: Double? {
        let blocks =
            if energies.count < Self.stepsOfBlock {
                [(energies.reduce(0, +) + energy) / Double(max(1, energies.count * Self.step + samples))]
            } else {
                (Self.stepsOfBlock...energies.count).map { end in
                    energies[end - Self.stepsOfBlock..<end].reduce(0, +)
                        / Double(Self.stepsOfBlock * Self.step)
                }
            }
        let heard = blocks.filter { Self.loudness($0) > Self.absoluteGate }
        guard !heard.isEmpty else { return nil }
        let gate = Self.loudness(Self.mean(heard)) + Self.relativeGate
        let counted = heard.filter { Self.loudness($0) > gate }
        return Self.loudness(Self.mean(counted))
    }

    private static func mean(_ powers: [Double]) -> Double {
        powers.reduce(0, +) / Double(max(1, powers.count))
    }

    private static func loudness(_ power: Double) -> Double { -0.691 + 10 * log10(power) }
}
