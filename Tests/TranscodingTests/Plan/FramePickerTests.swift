import Testing

@testable import Transcoding

@Suite struct FramePickerTests {
    /// Which source frame each output frame shows, for source frames that begin at these times.
    private static func shown(
        _ times: [Double], end: Double, rate: Int = 30, count: Int, sourceRate: Double
    ) -> [Int] {
        var picker = FramePicker(
            frameRate: rate, lead: FramePicker.lead(sourceRate: sourceRate, targetRate: Double(rate)),
            frameCount: count)
        var shown: [Int] = []
        for (index, time) in times.enumerated() {
            guard let run = picker.begin(at: time) else { continue }
            #expect(run.first == shown.count)
            shown += Array(repeating: index - 1, count: run.count)
        }
        if let run = picker.end(at: end) {
            #expect(run.first == shown.count)
            shown += Array(repeating: times.count - 1, count: run.count)
        }
        return shown
    }

    @Test("A source of the output's rate is shown frame by frame")
    func passesOn() {
        let times = (0..<10).map { Double($0) / 30 }
        #expect(Self.shown(times, end: 10.0 / 30, count: 10, sourceRate: 30) == Array(0..<10))
    }

    @Test("Jitter of a few milliseconds does not repeat or drop a frame")
    func survivesJitter() {
        let times = (0..<10).map { Double($0) / 30 + ($0 % 2 == 0 ? 0.006 : -0.006) }
        #expect(Self.shown(times, end: 10.0 / 30, count: 10, sourceRate: 30) == Array(0..<10))
    }

    @Test("Of 60 frames a second every second one is shown, jitter or not", arguments: [0, 0.003])
    func halves(jitter: Double) {
        let times = (0..<20).map { Double($0) / 60 + ($0 % 3 == 0 ? jitter : -jitter) }
        let expected = (0..<10).map { $0 * 2 }
        #expect(Self.shown(times, end: 20.0 / 60, count: 10, sourceRate: 60) == expected)
    }

    @Test("Of 24 frames a second, each is shown and no one stands for more than two")
    func repeats() {
        let times = (0..<24).map { Double($0) / 24 }
        let shown = Self.shown(times, end: 1, count: 30, sourceRate: 24)
        #expect(shown.count == 30)
        #expect(Set(shown) == Set(0..<24))
        let runs = Dictionary(grouping: shown) { $0 }.values.map(\.count)
        #expect(runs.allSatisfy { $0 <= 2 })
    }

    @Test("With varying intervals every shown frame is within half an output frame of its time")
    func keepsTime() {
        var time = 0.0
        let times = (0..<60).map { index in
            defer { time += index % 3 == 0 ? 0.08 : 0.04 }
            return time
        }
        let shown = Self.shown(times, end: time, count: Int(time * 30), sourceRate: 18)
        var previous = -1
        for (output, source) in shown.enumerated() where source != previous {
            #expect(abs(Double(output) / 30 - times[source]) <= 0.5 / 30 + 1e-9)
            previous = source
        }
    }

    @Test("Frames before the start are not shown, and a late first frame is shown from the start")
    func trims() {
        #expect(Self.shown([-0.2, -0.1, -0.02, 0.04], end: 0.1, count: 3, sourceRate: 20) == [2, 3, 3])
        #expect(Self.shown([0.1, 0.2], end: 0.3, count: 9, sourceRate: 10) == [0, 0, 0, 0, 0, 0, 1, 1, 1])
    }

    @Test("A source that ends early gives fewer frames, one that goes on no more than asked for")
    func ends() {
        let times = (0..<100).map { Double($0) / 30 }
        #expect(Self.shown(times, end: 100.0 / 30, count: 5, sourceRate: 30) == Array(0..<5))
        #expect(Self.shown(Array(times.prefix(3)), end: 0.1, count: 10, sourceRate: 30) == [0, 1, 2])
    }

    @Test(
        "A time that damage has moved beyond all counting ends the story where it would have ended",
        arguments: [1e9, 1e300, .infinity])
    func survivesAnyTime(time: Double) {
        #expect(Self.shown([0, time], end: time, count: 4, sourceRate: 30) == [0, 0, 0, 0])
        #expect(Self.shown([-time, 0], end: 1, count: 4, sourceRate: 30) == [1, 1, 1, 1])
    }
}
