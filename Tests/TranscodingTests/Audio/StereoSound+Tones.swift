import Foundation
import Libav

extension StereoSound {
    /// A sine on both channels.
    static func sine(
        _ hertz: Double, amplitude: Double, seconds: Double, phase: Double = 0, sampleRate: Double = 48_000
    ) -> StereoSound {
        var sound = StereoSound(silence: Int((seconds * sampleRate).rounded()))
        for index in 0..<sound.count {
            let value = Float(
                amplitude * sin(2 * .pi * hertz * Double(index) / sampleRate + phase))
            sound.left[index] = value
            sound.right[index] = value
        }
        return sound
    }

    /// The same noise each time, evenly spread.
    static func noise(amplitude: Float, seconds: Double, sampleRate: Double = 48_000) -> StereoSound {
        var sound = StereoSound(silence: Int((seconds * sampleRate).rounded()))
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        for index in 0..<sound.count {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let value = amplitude * (Float(state >> 40) / Float(1 << 23) - 1)
            sound.left[index] = value
            sound.right[index] = -value
        }
        return sound
    }

    /// Root mean square of a stretch of the left channel, in decibels of full scale (1 for a square wave).
    func level(from start: Double, to end: Double, sampleRate: Double = 48_000) -> Double {
        let range = Int(start * sampleRate)..<Int(end * sampleRate)
        let power = left[range].reduce(0.0) { $0 + Double($1) * Double($1) } / Double(range.count)
        return 10 * log10(power)
    }

    /// The greatest change of slope from one sample to the next: a click has a large one.
    var sharpestBend: Float {
        var sharpest: Float = 0
        for index in 2..<max(2, count) {
            let bend = left[index] - 2 * left[index - 1] + left[index - 2]
            sharpest = max(sharpest, abs(bend))
        }
        return sharpest
    }
}
