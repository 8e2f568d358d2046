import Libav
import Testing

@testable import Transcoding

@Suite struct TruePeakMeterTests {
    private func peak(_ sound: StereoSound) -> Double {
        var meter = TruePeakMeter()
        meter.add(sound)
        return meter.peak
    }

    @Test("A peak between two samples is found (EBU Tech 3341, cases 15 and 16)")
    func findsHiddenPeaks() {
        // A quarter of the sample rate, sampled at 45° from its peaks: samples reach 0.707 of it.
        let hidden = StereoSound.sine(12_000, amplitude: 0.5, seconds: 0.2, phase: .pi / 4)
        #expect((hidden.left.max() ?? 1) < 0.36)
        #expect((-6.4 ... -5.8).contains(peak(hidden)))
        #expect((-6.4 ... -5.8).contains(peak(.sine(1000, amplitude: 0.5, seconds: 0.2))))
    }

    @Test("Silence has no peak")
    func silence() { #expect(peak(StereoSound(silence: 100)) == -.infinity) }
}
