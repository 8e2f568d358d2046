import TestSupport
import Testing

/// What the sync tests lean on: the fixtures hold what they should, and the measuring finds it.
@Suite struct FixtureTests {
    @Test("Flashes and beeps of flash-beep.mp4 are found at each full second, to a quarter of a millisecond")
    func findsFlashesAndBeeps() async throws {
        let path = Fixture.path("flash-beep.mp4")
        let seconds = (0..<20).map(Double.init)
        #expect(try await FlashTrack(of: path).flashes == seconds)
        let onsets = try await SoundTrack(of: path).onsets()
        #expect(onsets.count == 20)
        #expect(zip(onsets, seconds).allSatisfy { abs($0 - $1) < 0.00025 }, "\(onsets)")
    }

    @Test("The VFR variant keeps its flashes, and its other pictures come at irregular times")
    func findsFlashesAmongIrregularFrames() async throws {
        let track = try await FlashTrack(of: Fixture.path("flash-beep-vfr.mp4"))
        #expect(track.flashes == (0..<20).map(Double.init))
        let intervals = zip(track.samples, track.samples.dropFirst()).map { $1.time - $0.time }
        #expect(Set(intervals.map { Int(($0 * 1000).rounded()) }).count > 10)
    }

    @Test("The edit list variant flashes from half a second on and beeps 350 ms later")
    func findsOffsetsOfEditLists() async throws {
        let path = Fixture.path("flash-beep-editlist.mp4")
        #expect(try await FlashTrack(of: path).flashes == (0..<9).map { Double($0) + 0.5 })
        let onsets = try await SoundTrack(of: path).onsets()
        // The empty edit is counted in whole milliseconds.
        #expect(
            zip(onsets, (0..<9).map { Double($0) + 0.85 }).allSatisfy { abs($0 - $1) < 0.001 }, "\(onsets)")
    }

    @Test("Frames carry their numbers")
    func readsFrameNumbers() async throws {
        #expect(try await FrameCounter.numbers(of: Fixture.path("flash-beep.mp4")) == Array(0..<600))
    }

    @Test(
        "The chart looks the same from all its files that ffmpeg turns",
        arguments: ["rotated-90", "rotated-180", "rotated-270"])
    func showsTheChartUpright(_ turn: String) async throws {
        let reference = try await FrameGrab.raster(of: Fixture.path("chart-exif-1.jpg"), layout: .rgb)
        let turned = try await FrameGrab.raster(of: Fixture.path("chart-\(turn).mp4"), layout: .rgb)
        #expect(turned.width == 160 && turned.height == 120)
        for corner in [(0, 0), (120, 0), (0, 80), (120, 80)] {
            let x = corner.0 + 10..<corner.0 + 30
            let y = corner.1 + 10..<corner.1 + 30
            #expect(turned.color(x: x, y: y).deltaE2000(to: reference.color(x: x, y: y)) < 2)
        }
    }
}
