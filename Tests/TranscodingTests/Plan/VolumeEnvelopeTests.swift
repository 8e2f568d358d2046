import Libav
import Story
import Testing

@testable import Transcoding

@Suite struct VolumeEnvelopeTests {
    @Test("Fades come up and go down smoothly, with half in the middle")
    func fades() {
        let shape = VolumeEnvelope(begin: 1, end: 9, fadeIn: 2, fadeOut: 4)
        #expect(shape.gain(at: 0.5) == 0 && shape.gain(at: 1) == 0)
        #expect(abs(shape.gain(at: 2) - 0.5) < 1e-9)
        #expect(shape.gain(at: 3) == 1 && shape.gain(at: 5) == 1)
        #expect(abs(shape.gain(at: 7) - 0.5) < 1e-9)
        #expect(shape.gain(at: 9) == 0 && shape.gain(at: 10) == 0)
    }

    @Test("An envelope runs evenly between its points and stands still outside of them")
    func envelope() {
        let shape = VolumeEnvelope(
            end: 10, envelope: [VolumePoint(time: 1, value: 0), VolumePoint(time: 3, value: 2)])
        #expect([0.0, 1, 1.5, 2, 3, 7].map { shape.gain(at: $0) } == [0, 0, 0.5, 1, 2, 2])
    }

    @Test("A slide that begins later on the clock goes on where the one before has stopped")
    func goesOn() {
        func part(from clock: Double, count: Int, in sound: StereoSound) -> [Float] {
            var sound = sound.prefix(count)
            VolumeEnvelope(clock: clock, end: 1, fadeIn: 0.5, fadeOut: 0.5).apply(
                to: &sound, volume: 0.5, from: 0, sampleRate: 48_000)
            return sound.left
        }
        let sound = StereoSound.sine(0, amplitude: 1, seconds: 1, phase: .pi / 2)
        let whole = part(from: 0, count: 48_000, in: sound)
        let parts =
            part(from: 0, count: 20_000, in: sound)
            + part(from: 20_000 / 48_000, count: 28_000, in: sound)
        #expect(zip(whole, parts).allSatisfy { abs($0 - $1) < 1e-4 })
        #expect(abs(whole[24_000] - 0.5) < 1e-4)
    }
}
