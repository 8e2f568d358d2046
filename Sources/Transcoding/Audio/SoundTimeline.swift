internal import Libav

/// Sound samples on the output's clock.
///
/// Pieces arrive with their time. Where one begins later than the last ended, silence goes between;
/// what would overlap is cut off. Differences below ``tolerance`` are the rounding of the container's
/// clock and are ignored, as long as they do not add up.
struct SoundTimeline {
    /// In seconds. Less than the 10 ms that sound may be off the picture, more than the rounding of
    /// Matroska's and MP4's clocks.
    static let tolerance = 0.005

    private let sampleRate: Int
    /// Samples that are wanted; what lies behind them is left out.
    let total: Int
    private var sound = StereoSound()
    /// Samples that were taken already.
    private var taken = 0

    init(sampleRate: Int, total: Int) {
        self.sampleRate = sampleRate
        self.total = total
    }

    /// Samples since the beginning, taken ones included.
    var count: Int { taken + sound.count }

    /// Samples that can be taken.
    var available: Int { sound.count }

    /// Adds samples that begin at a time, in seconds; what lies before 0 is left out.
    ///
    /// A damaged time may lie years ahead, or beyond what an integer can count.
    mutating func place(_ samples: StereoSound, at seconds: Double) {
        var samples = samples
        let reach = Double(total + samples.count)
        let start = Int(min(max(seconds * Double(sampleRate), -reach), reach).rounded())
        let gap = start - count
        let tolerated = Int(Self.tolerance * Double(sampleRate))
        if gap > tolerated || (count == 0 && gap > 0) {
            sound.append(StereoSound(silence: min(gap, max(0, total - count))))
        } else if gap < -tolerated || (count == 0 && gap < 0) {
            samples.removeFirst(min(samples.count, -gap))
        }
        sound.append(samples)
    }

    /// Adds silence up to the end.
    mutating func pad() {
        if count < total { sound.append(StereoSound(silence: total - count)) }
    }

    /// The first samples that can be taken, at most `count`.
    func head(_ count: Int) -> StereoSound { sound.prefix(count) }

    /// Removes samples from the front.
    ///
    /// - Precondition: `0 <= size <= available`.
    mutating func take(_ size: Int) -> StereoSound {
        let result = sound.prefix(size)
        sound.removeFirst(size)
        taken += size
        return result
    }
}
