internal import Foundation
internal import Libav

/// Joins the end of a loop to its beginning without a click.
///
/// A sound that was made as a loop fits already and stays exactly as it is. If the waveform jumps, the new round begins
/// at the value where the old round stopped and returns to its own course within milliseconds. The round keeps its
/// length to the sample, and so the music stays on the beat.
struct LoopSeam {
    /// The number of samples that are compared on both sides, and over which a jump is evened out: 5 ms at 48 kHz.
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

    /// Returns how far the waveform must be moved at the seam; 0 if it bends no more there than around it.
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
    /// - Parameter first: the stretch's first sample, counted from the beginning of the round.
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
