import Foundation
import Story
import TestSupport
import Testing
internal import Threading

@testable import Probing
@testable import Transcoding

/// Clips that are made for it, divided.
@Suite struct BoundaryTests {
    /// Slides of 4 s, so that a window is 1.33 s long.
    private static let preset = Preset(
        name: "test", width: 90, height: 160, frameRate: 30, maximumSeconds: 4, source: "tests")

    /// Ten seconds at a frame rate: moving pictures, other ones from a frame on, and a tone with a gap.
    private static func clip(
        _ path: String, rate: Int, cutAt frame: Int, gap: ClosedRange<Double>
    ) async throws {
        let cut = Double(frame) / Double(rate)
        try await Tool.ffmpeg.checked([
            "-v", "error",
            "-f", "lavfi", "-i", "testsrc2=s=90x160:r=\(rate):d=\(cut)",
            "-f", "lavfi", "-i", "testsrc2=s=90x160:r=\(rate):d=\(10 - cut),negate,hflip",
            "-f", "lavfi", "-i",
            "aevalsrc=0.5*sin(2*PI*330*t)*(lt(t\\,\(gap.lowerBound))+gt(t\\,\(gap.upperBound))):d=10:s=48000",
            "-filter_complex", "[0:v][1:v]concat=n=2:v=1:a=0[v]", "-map", "[v]", "-map", "2:a", "-c:v",
            "libx264", "-g", "25", "-pix_fmt", "yuv420p", "-c:a", "aac", path,
        ])
    }

    private static func boundaries(
        _ path: String, _ preference: SplitPreference, _ change: (inout PlanOptions) -> Void = { _ in }
    ) async throws -> (boundaries: [SlideBoundary], plans: [ExportPlan]) {
        let info = try await Prober().probe(path)
        var options = PlanOptions(preset: preset, split: true)
        change(&options)
        options.boundaries = try Prober().boundaries(
            for: info, input: path, options: options, preference, cancellation: CancellationToken())
        return (options.boundaries ?? [], try ExportPlan.plans(for: info, input: path, options: options))
    }

    @Test(
        "A cut is found to the frame, whatever the clip's rate",
        arguments: [(30, 95, 95), (25, 79, 95), (24, 80, 100), (60, 201, 101), (30, 81, 81), (30, 119, 119)])
    func findsCut(rate: Int, frame: Int, expected: Int) async throws {
        let folder = try TemporaryDirectory()
        try await Self.clip(folder.file("a.mp4"), rate: rate, cutAt: frame, gap: 9...9.5)
        let (boundaries, plans) = try await Self.boundaries(folder.file("a.mp4"), .cut)
        let first = try #require(boundaries.first)
        #expect(first.reason == .cut)
        #expect(abs(first.frame - expected) <= 1, "\(first.frame)")
        #expect(plans[0].frameCount == first.frame && plans[0].ending == .cut)
        #expect(plans.reduce(0) { $0 + $1.frameCount } == 300)
        #expect(plans.allSatisfy { $0.frameCount <= 120 })
        #expect(plans.last?.ending == nil)
    }

    @Test("A gap in the sound is found, and the slide ends within it", arguments: [3.0...3.4, 2.8...3.05])
    func findsGap(gap: ClosedRange<Double>) async throws {
        let folder = try TemporaryDirectory()
        try await Self.clip(folder.file("a.mp4"), rate: 30, cutAt: 110, gap: gap)
        let first = try #require(try await Self.boundaries(folder.file("a.mp4"), .silence).boundaries.first)
        #expect(first.reason == .silence)
        #expect(gap.contains(Double(first.frame) / 30), "\(first.frame)")
    }

    @Test("Of both the cut in the gap is best, else the gap; with no sound the cut, with neither the limit")
    func findsBest() async throws {
        let folder = try TemporaryDirectory()
        func first(
            cutAt frame: Int, gap: ClosedRange<Double>, _ change: (inout PlanOptions) -> Void = { _ in }
        )
            async throws -> SlideBoundary?
        {
            try await Self.clip(folder.file("\(frame).mp4"), rate: 30, cutAt: frame, gap: gap)
            return try await Self.boundaries(folder.file("\(frame).mp4"), .best, change).boundaries.first
        }
        #expect(try await first(cutAt: 97, gap: 3.1...3.4) == SlideBoundary(frame: 97, reason: .cutInSilence))
        #expect(try await first(cutAt: 115, gap: 3.1...3.4)?.reason == .silence)
        #expect(try await first(cutAt: 116, gap: 3.1...3.4) { $0.volume = 0 }?.reason == .cut)
        #expect(try await first(cutAt: 40, gap: 9...9.4) == SlideBoundary(frame: 120, reason: .limit))
    }

    @Test("Start and speed are minded: a boundary is where it is seen")
    func mindsStartAndSpeed() async throws {
        let folder = try TemporaryDirectory()
        try await Self.clip(folder.file("a.mp4"), rate: 30, cutAt: 180, gap: 0.2...0.4)
        let start = try await Self.boundaries(folder.file("a.mp4"), .cut) { $0.start = 2.5 }
        #expect(start.boundaries.first == SlideBoundary(frame: 105, reason: .cut))
        #expect(start.plans[1].video.start == 6)
        // Five seconds remain, of which the last slide keeps three.
        try await Self.clip(folder.file("b.mp4"), rate: 30, cutAt: 100, gap: 0.2...0.4)
        let fast = try await Self.boundaries(folder.file("b.mp4"), .cut) { $0.speed = 2 }
        let boundary = try #require(fast.boundaries.first)
        #expect(boundary.reason == .cut && abs(boundary.frame - 50) <= 1, "\(boundary.frame)")
    }

    @Test("The same clip is divided at the same places, and photos and short clips are not divided")
    func isRepeatable() async throws {
        let folder = try TemporaryDirectory()
        try await Self.clip(folder.file("a.mp4"), rate: 30, cutAt: 100, gap: 6...6.3)
        let once = try await Self.boundaries(folder.file("a.mp4"), .best)
        #expect(try await Self.boundaries(folder.file("a.mp4"), .best).boundaries == once.boundaries)
        #expect(try await Self.boundaries(folder.file("a.mp4"), .best) { $0.duration = 4 }.boundaries == [])
        #expect(try await Self.boundaries(Fixture.path("chart-exif-1.jpg"), .best).boundaries == [])
        #expect(
            try await Self.boundaries(folder.file("a.mp4"), .limit).plans.map(\.ending) == [nil, nil, nil])
    }

    @Test("What is stopped stops")
    func stops() async throws {
        let folder = try TemporaryDirectory()
        try await Self.clip(folder.file("a.mp4"), rate: 30, cutAt: 100, gap: 6...6.3)
        let info = try await Prober().probe(folder.file("a.mp4"))
        let cancellation = CancellationToken()
        cancellation.cancel()
        let error = #expect(throws: MediaError.self) {
            try Prober().boundaries(
                for: info, input: folder.file("a.mp4"),
                options: PlanOptions(preset: Self.preset, split: true),
                .cut, cancellation: cancellation)
        }
        #expect(error?.code == .cancelled)
    }
}
