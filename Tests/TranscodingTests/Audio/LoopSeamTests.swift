import Libav
import Testing

@testable import Transcoding

@Suite struct LoopSeamTests {
    private func joined(_ round: StereoSound) -> StereoSound {
        var next = round
        LoopSeam(before: round.suffix(LoopSeam.width), after: round.prefix(LoopSeam.width))
            .mend(&next, from: 0)
        var both = round
        both.append(next)
        return both
    }

    @Test("A loop that fits is left as it is, to the bit")
    func leavesWhatFits() {
        // 480 periods of 1000 Hz.
        let round = StereoSound.sine(1000, amplitude: 0.5, seconds: 0.48)
        #expect(Array(joined(round).left.suffix(round.count)) == round.left)
    }

    @Test("A loop that jumps does not click, and keeps its length")
    func mendsAJump() {
        // A quarter of a period too much: the waveform would jump from 0.5 to 0.
        let round = StereoSound.sine(100, amplitude: 0.5, seconds: 0.4025)
        var plain = round
        plain.append(round)
        let sound = joined(round)
        #expect(sound.count == 2 * round.count)
        #expect(plain.sharpestBend > 0.4)
        #expect(sound.sharpestBend < 0.01, "\(sound.sharpestBend)")
    }
}
