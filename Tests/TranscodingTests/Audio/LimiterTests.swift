import Foundation
import Libav
import Testing

@testable import Transcoding

@Suite struct LimiterTests {
    private func limited(_ sound: StereoSound, ceiling: Double) -> StereoSound {
        var limiter = Limiter(ceiling: ceiling)
        var result = limiter.limit(sound)
        result.append(limiter.limit(StereoSound(silence: Limiter.delay)))
        result.removeFirst(Limiter.delay)
        return result
    }

    @Test("What stays below the ceiling passes sample for sample")
    func leavesQuietSound() {
        let sound = StereoSound.noise(amplitude: 0.4, seconds: 0.2)
        let result = limited(sound, ceiling: -1)
        #expect(result.left == sound.left && result.right == sound.right)
    }

    @Test("No peak gets above the ceiling, between samples neither", arguments: [-1.0, -6])
    func holdsTheCeiling(ceiling: Double) {
        var sound = StereoSound.noise(amplitude: 2, seconds: 0.3)
        sound.append(.sine(12_000, amplitude: 1.5, seconds: 0.1, phase: .pi / 4))
        sound.append(.sine(80, amplitude: 3, seconds: 0.2))
        var meter = TruePeakMeter()
        meter.add(limited(sound, ceiling: ceiling))
        #expect(meter.peak <= ceiling + 0.1, "\(meter.peak)")
        #expect(meter.peak > ceiling - 1.5)
    }

    @Test("A single peak is turned down without a click and forgotten after a second")
    func recovers() {
        var sound = StereoSound.sine(100, amplitude: 0.3, seconds: 1)
        for index in 12_000..<12_480 { sound.left[index] *= 4 }
        let result = limited(sound, ceiling: -1)
        #expect(abs(result.level(from: 0.9, to: 1) - sound.level(from: 0.9, to: 1)) < 0.01)
        #expect(abs(result.level(from: 0.1, to: 0.2) - sound.level(from: 0.1, to: 0.2)) < 0.01)
    }
}
