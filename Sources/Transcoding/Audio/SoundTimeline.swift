internal import Libav

/// Sound samples on the output's clock.
///
/// Pieces arrive with their times. If a piece begins later than the last one ended, silence fills the gap; if it
/// overlaps, the overlap is cut off. Differences below ``tolerance`` come from rounding in the container's clock and
/// are ignored as long as they do not add up.
struct SoundTimeline {
    /// In seconds. Less than the 10 ms by which sound and picture may differ, more than the rounding of Matroska's and
    /// MP4's clocks.
    static let tolerance = 0.005

    private let sampleRate: Int
    /// The number of samples that are wanted; later ones are left out.
    let total: Int
    private var sound = StereoSound()
    /// The number of samples that were taken.
    private var taken = 0

    init(sampleRate: Int, total: Int) {
        self.sampleRate = sampleRate
        self.total = total
    }

    /// The number of samples since the beginning, including those that were taken.
    var count: Int { taken + sound.count }

    /// The number of samples that can be taken.
    var available: Int { sound.count }

    /// Adds samples that begin at a time, in seconds; leaves out those before 0.
    ///
    /// A damaged time may lie years ahead, or beyond the range of integers.
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

    /// Returns the first samples that can be taken, at most `count`.
    func head(_ count: Int) -> StereoSound { sound.prefix(count) }

    /// Removes samples from the front and returns them.
    ///
    /// - Precondition: `0 <= size <= available`.
    mutating func take(_ size: Int) -> StereoSound {
        let result = sound.prefix(size)
        sound.removeFirst(size)
        taken += size
        return result
    }
}
