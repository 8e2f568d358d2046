import Libav
import Testing

@testable import Transcoding

@Suite struct SoundTimelineTests {
    /// A run of samples of one value.
    private static func tone(_ count: Int, _ value: Float = 1) -> StereoSound {
        var sound = StereoSound(silence: count)
        for index in 0..<count {
            sound.left[index] = value
            sound.right[index] = value
        }
        return sound
    }

    @Test("Sound that begins late has silence before it")
    func fillsTheStart() {
        var timeline = SoundTimeline(sampleRate: 1000, total: 10_000)
        timeline.place(Self.tone(10), at: 0.003)
        #expect(timeline.count == 13)
        #expect(timeline.take(4).left == [0, 0, 0, 1])
    }

    @Test("What lies before the first output frame is left out")
    func cutsTheStart() {
        var timeline = SoundTimeline(sampleRate: 1000, total: 10_000)
        timeline.place(Self.tone(10, 1), at: -0.02)
        timeline.place(Self.tone(10, 2), at: -0.01)
        timeline.place(Self.tone(10, 3), at: 0)
        #expect(timeline.count == 10)
        #expect(timeline.take(1).left == [3])
    }

    @Test("A gap becomes silence and an overlap is cut, beyond the container's rounding")
    func mendsGapsAndOverlaps() {
        var timeline = SoundTimeline(sampleRate: 1000, total: 10_000)
        timeline.place(Self.tone(100, 1), at: 0)
        timeline.place(Self.tone(100, 2), at: 0.150)
        #expect(timeline.count == 250)
        timeline.place(Self.tone(100, 3), at: 0.200)
        #expect(timeline.count == 300)
        timeline.place(Self.tone(100, 4), at: 0.304)
        #expect(timeline.count == 400)
        let sound = timeline.take(400).left
        #expect(sound[120] == 0 && sound[160] == 2 && sound[249] == 2 && sound[250] == 3)
    }

    @Test("Rounding that adds up is made good before it can be heard")
    func doesNotDrift() {
        var timeline = SoundTimeline(sampleRate: 1000, total: 10_000)
        for piece in 0..<100 {
            timeline.place(Self.tone(20), at: Double(piece) * 0.021)
            #expect(abs(Double(timeline.count) / 1000 - (Double(piece) * 0.021 + 0.020)) <= 0.006)
        }
    }

    @Test(
        "A time that damage has moved years away costs no more memory than the story's own sound",
        arguments: [6_000, 1e9, 1e300, .infinity, -6_000, -1e300, -.infinity])
    func staysWithinTheStory(seconds: Double) {
        var timeline = SoundTimeline(sampleRate: 1000, total: 10_000)
        timeline.place(Self.tone(10), at: 0)
        timeline.place(Self.tone(10), at: seconds)
        timeline.place(Self.tone(10), at: 0.02)
        #expect(timeline.count <= 10_000 + 20)
        timeline.pad()
        #expect(timeline.count >= 10_000)
    }
}
