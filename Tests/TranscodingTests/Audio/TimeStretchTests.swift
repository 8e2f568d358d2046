import Foundation
import Libav
import TestSupport
import Testing

@testable import Transcoding

@Suite struct TimeStretchTests {
    private func stretched(_ sound: StereoSound, speed: Double) -> StereoSound {
        var stretch = TimeStretch(speed: speed, sampleRate: 48_000)
        var rest = sound
        var result = StereoSound()
        let total = Int(Double(sound.count) / speed)
        while result.count < total {
            let count = min(1024, total - result.count)
            while let missing = stretch.missing(for: count) {
                var piece = rest.prefix(missing)
                rest.removeFirst(piece.count)
                piece.append(StereoSound(silence: missing - piece.count))
                stretch.append(piece)
            }
            result.append(stretch.take(count))
        }
        return result
    }

    @Test("A tone keeps its pitch and its level", arguments: [0.25, 0.8, 2, 8])
    func keepsPitch(speed: Double) {
        let sound = stretched(.sine(440, amplitude: 0.5, seconds: 3), speed: speed)
        let track = SoundTrack(samples: sound.left)
        #expect(abs(track.duration - 3 / speed) < 0.001)
        // Places are whole samples, by which a tone may be 2 cents off: half a hertz is seen in a window of
        // 0.1 s as the same tone.
        for start in stride(from: 0.2 * track.duration, to: 0.7 * track.duration - 0.1, by: 0.1) {
            #expect(track.amplitude(of: 440, from: start, to: start + 0.1) > 0.42)
            #expect(abs(sound.level(from: start, to: start + 0.1) + 9.03) < 0.8)
        }
    }

    @Test("Nothing clicks in a slow glide of two tones", arguments: [0.5, 1.3])
    func doesNotClick(speed: Double) {
        var sound = StereoSound.sine(220, amplitude: 0.3, seconds: 1)
        sound.mix(.sine(331, amplitude: 0.3, seconds: 1))
        let bend = sound.sharpestBend
        var result = stretched(sound, speed: speed)
        // Where the tones set in and stop, they click by themselves.
        result.removeFirst(2400)
        #expect(result.prefix(result.count - 2400).sharpestBend < 2 * bend)
    }

    @Test("A beep is heard within 10 ms of its place", arguments: [0.25, 0.5, 2, 4])
    func staysInPlace(speed: Double) {
        var sound = StereoSound()
        for _ in 0..<4 {
            sound.append(StereoSound(silence: 36_000))
            sound.append(.sine(1000, amplitude: 0.5, seconds: 0.25))
        }
        let onsets = SoundTrack(samples: stretched(sound, speed: speed).left).onsets(after: 0.15 / speed)
        #expect(onsets.count == 4)
        for (index, onset) in onsets.enumerated() {
            #expect(abs(onset - (0.75 + Double(index)) / speed) < 0.010, "\(onset)")
        }
    }
}
