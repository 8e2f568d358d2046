internal import Foundation
internal import Libav

/// Joins the end of a loop to its beginning so that nothing clicks.
///
/// A loop that was made as one fits already and is left exactly as it is. Where the waveform jumps, the
/// new round begins where the old one has stopped and returns to its own course within milliseconds: the
/// round keeps its length to the sample, and with it the beat.
struct LoopSeam {
    /// Samples that are looked at on both sides, and in which a jump is made good: 5 ms at 48 kHz.
    static let width = 240

    private var left: Float
    private var right: Float

    /// - Parameters:
    ///   - before: the last samples of the round that ends.
    ///   - after: the first samples of the round that begins.
    init(before: StereoSound, after: StereoSound) {
        left = Self.jump(before.left, after.left)
        right = Self.jump(before.right, after.right)
    }

    /// How far the waveform has to be moved at the seam; 0 where it bends no more than it does around.
    private static func jump(_ before: [Float], _ after: [Float]) -> Float {
        guard before.count >= 3, after.count >= 3 else { return 0 }
        let last = before.count - 1
        let bend = abs(after[0] - 2 * before[last] + before[last - 1])
        return bend > max(sharpestBend(before), sharpestBend(after)) ? before[last] - after[0] : 0
    }

    private static func sharpestBend(_ samples: [Float]) -> Float {
        var sharpest: Float = 0
        for index in 2..<samples.count {
            let bend = samples[index] - 2 * samples[index - 1] + samples[index - 2]
            sharpest = max(sharpest, abs(bend))
        }
        return sharpest
    }

    /// Mends a stretch of the new round.
    ///
    /// - Parameter first: the stretch's first sample, counted from the round's.
    func mend(_ sound: inout StereoSound, from first: Int) {
        guard left != 0 || right != 0 else { return }
        for index in 0..<max(0, min(sound.count, Self.width - first)) {
            let share = Double(first + index) / Double(Self.width)
            let rest = Float(0.5 + 0.5 * cos(Double.pi * share))
            sound.left[index] += left * rest
            sound.right[index] += right * rest
        }
    }
}
