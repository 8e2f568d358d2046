import Foundation
import Libav
import Testing

@testable import Transcoding

/// Cases of EBU Tech 3341 that are made of sines.
@Suite struct LoudnessMeterTests {
    private func meter(_ parts: [StereoSound]) -> LoudnessMeter {
        var meter = LoudnessMeter()
        for part in parts {
            var rest = part
            // Pieces of an odd size: the result does not depend on how the sound is handed over.
            while rest.count > 0 {
                let piece = rest.prefix(4_801)
                rest.removeFirst(piece.count)
                meter.add(piece)
            }
        }
        return meter
    }

    /// A stereo sine of 1 kHz whose peak is so many decibels below full scale.
    private func tone(_ peak: Double, seconds: Double) -> StereoSound {
        .sine(1000, amplitude: pow(10, peak / 20), seconds: seconds)
    }

    @Test(
        "A sine of -23 dBFS has -23 LUFS, one of -33 dBFS has -33 (cases 1 and 2)", arguments: [-23.0, -33])
    func sine(peak: Double) throws {
        let loudness = try #require(meter([tone(peak, seconds: 2)]).integrated)
        #expect(abs(loudness - peak) <= 0.1)
    }

    @Test("What is 10 LU below the rest does not count (case 3, shortened)")
    func relativeGate() throws {
        let sound = [tone(-36, seconds: 1), tone(-23, seconds: 12), tone(-36, seconds: 1)]
        let loudness = try #require(meter(sound).integrated)
        #expect(abs(loudness + 23) <= 0.1)
    }

    @Test("What is below -70 LUFS does not count (case 4, shortened)")
    func absoluteGate() throws {
        let sound = [
            tone(-72, seconds: 1), tone(-36, seconds: 1), tone(-23, seconds: 12), tone(-36, seconds: 1),
            tone(-72, seconds: 1),
        ]
        let loudness = try #require(meter(sound).integrated)
        #expect(abs(loudness + 23) <= 0.1)
    }

    @Test("Silence has no loudness, and a sound shorter than a block has one")
    func extremes() throws {
        #expect(meter([StereoSound(silence: 96_000)]).integrated == nil)
        #expect(meter([]).integrated == nil)
        let short = try #require(meter([tone(-20, seconds: 0.3)]).integrated)
        #expect(abs(short + 20) <= 0.5)
    }
}
