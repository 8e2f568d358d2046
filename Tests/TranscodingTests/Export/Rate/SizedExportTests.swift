import Foundation
import Logging
import Story
import TestSupport
import Testing
internal import Threading

@testable import Probing
@testable import Transcoding

/// Exports that may have so many bytes.
@Suite struct SizedExportTests {
    private static let preset = Preset(
        name: "test", width: 180, height: 320, frameRate: 30, maximumSeconds: 15, source: "tests")

    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Four seconds in which everything changes all the time, the worst that an encoder can get.
    private static func makeNoise(_ path: String) async throws {
        try await Tool.ffmpeg.checked([
            "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=180x320:r=30:d=4,noise=alls=60:allf=t", "-f",
            "lavfi", "-i", "sine=f=440:d=4", "-c:v", "libx264", "-preset", "ultrafast", "-qp", "10",
            "-pix_fmt",
            "yuv420p", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-c:a",
            "aac",
            path,
        ])
    }

    private static func export(
        _ input: String, to path: String, maximumBytes: Int64?, isDraft: Bool = false,
        progress: @escaping @Sendable (ExportProgress) -> Void = { _ in }
    ) async throws -> (result: ExportResult, facts: OutputFacts) {
        var options = PlanOptions(preset: preset, duration: 4, isDraft: isDraft)
        options.maximumBytes = maximumBytes
        let info = try await Prober().probe(input)
        let plan = try #require(try ExportPlan.plans(for: info, input: input, options: options).first)
        let export = Export(
            plan: plan, overlays: [],
            in: ExportEnvironment(
                baseDirectory: Fixture.folder, logger: logger,
                cancellation: CancellationToken()))
        let result = try await export.run(to: path, progress: progress)
        return (result, try Verifier(logger: logger).verify(path, plan: plan, result: result))
    }

    @Test(
        "What quality makes too large fills its size with a second pass, and is a story like any other",
        arguments: [1_200_000, 400_000] as [Int64])
    func keepsToTheSize(maximumBytes: Int64) async throws {
        let folder = try TemporaryDirectory()
        let noise = folder.file("noise.mp4")
        try await Self.makeNoise(noise)
        let output = folder.file("out.mp4")
        let (result, facts) = try await Self.export(noise, to: output, maximumBytes: maximumBytes)
        let rate = try #require(result.rate)
        #expect(rate.passes > 1 && rate.firstPassBytes > maximumBytes)
        #expect(result.substitutions.contains { $0.hasPrefix("quality was lowered to an average of ") })
        #expect(facts.bytes <= maximumBytes)
        #expect(Double(facts.bytes) >= 0.85 * Double(maximumBytes), "\(facts.bytes) bytes")
        var expectation = StoryCheck.Expectation(duration: 4)
        expectation.width = 180
        expectation.height = 320
        #expect(try await StoryCheck.violations(of: output, expecting: expectation) == [])
        #expect(folder.contents == ["noise.mp4", "out.mp4"], "statistics are left")
    }

    /// A draft, whose encoder does without the trees of macroblocks: for those x264 (r3095) reads memory that it
    /// has not written, so that what else happened in the process decides about single bits.
    @Test("The same clip and size make the same bytes")
    func isRepeatable() async throws {
        let folder = try TemporaryDirectory()
        let noise = folder.file("noise.mp4")
        try await Self.makeNoise(noise)
        let first = try await Self.export(
            noise, to: folder.file("1.mp4"), maximumBytes: 300_000, isDraft: true)
        #expect(try #require(first.result.rate).passes > 1)
        let second = try await Self.export(
            noise, to: folder.file("2.mp4"), maximumBytes: 300_000, isDraft: true)
        #expect(first.result == second.result)
        #expect(first.facts == second.facts)
    }

    @Test("What quality makes small enough has one pass, and is the same to the last bit as without a limit")
    func leavesTheCalmAlone() async throws {
        let folder = try TemporaryDirectory()
        let calm = Fixture.path("flash-beep.mp4")
        let free = try await Self.export(
            calm, to: folder.file("free.mp4"), maximumBytes: nil, isDraft: true)
        #expect(free.result.rate == nil)
        #expect(free.facts.bytes < 100_000)
        for maximumBytes: Int64 in [100_000, 1_000_000] {
            let (result, facts) = try await Self.export(
                calm, to: folder.file("limited.mp4"), maximumBytes: maximumBytes, isDraft: true)
            #expect(result.rate == RateResult(passes: 1, firstPassBytes: free.facts.bytes))
            #expect(facts.sha256 == free.facts.sha256)
            #expect(folder.contents == ["free.mp4", "limited.mp4"])
        }
    }

    @Test("Progress says which pass it is, and each goes from the first frame to the last")
    func tellsPasses() async throws {
        let folder = try TemporaryDirectory()
        let noise = folder.file("noise.mp4")
        try await Self.makeNoise(noise)
        let (steps, continuation) = AsyncStream.makeStream(of: ExportProgress.self)
        let (result, _) = try await Self.export(
            noise, to: folder.file("out.mp4"), maximumBytes: 500_000, progress: { continuation.yield($0) })
        continuation.finish()
        var frames: [Int: [Int]] = [:]
        for await step in steps { frames[step.pass, default: []].append(step.framesDone) }
        #expect(frames.keys.sorted() == Array(1...(try #require(result.rate).passes)))
        #expect(frames.values.allSatisfy { $0 == Array(1...120) })
    }

    @Test("Slides that are joined share the size of their one file, and each is told of once")
    func joins() async throws {
        let folder = try TemporaryDirectory()
        let noise = folder.file("noise.mp4")
        try await Self.makeNoise(noise)
        let slides = [SlideTransition(.cut), SlideTransition(.fade, duration: 0.5)].enumerated().map {
            var options = PlanOptions(preset: Self.preset, duration: 2)
            options.maximumBytes = 600_000
            return ($0, $1, options)
        }
        let info = try await Prober().probe(noise)
        let plan = try ExportPlan.joined(
            slides.map { index, transition, options in
                JoinedSlide(
                    info: info, input: noise, options: options, transition: index == 0 ? nil : transition,
                    path: "$.slides[\(index)]")
            }, loudness: nil)
        #expect(plan.encoding.maximumBytes == 600_000)
        #expect(try #require(plan.segments).allSatisfy { $0.plan.encoding.maximumBytes == nil })
        let export = Export(
            plan: plan, slides: slides.map { _ in SlideContent(overlays: []) },
            in: ExportEnvironment(
                baseDirectory: ".",
                logger: Self.logger, cancellation: CancellationToken()))
        let output = folder.file("out.mp4")
        let result = try await export.run(to: output) { _ in }
        #expect(result.frameCount == 105 && result.decodedFrames < 2 * 70, "\(result.decodedFrames)")
        let facts = try Verifier(logger: Self.logger).verify(output, plan: plan, result: result)
        #expect(try #require(result.rate).passes > 1)
        #expect((510_000...600_000).contains(facts.bytes), "\(facts.bytes)")
    }

    @Test("A file that is larger than it may be is not let through")
    func verifies() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("out.mp4")
        let (result, facts) = try await Self.export(
            Fixture.path("flash-beep.mp4"), to: path, maximumBytes: nil)
        let info = try await Prober().probe(Fixture.path("flash-beep.mp4"))
        var plan = try ExportPlan.plans(
            for: info, input: "a.mp4", options: PlanOptions(preset: Self.preset, duration: 4))[0]
        plan.encoding.maximumBytes = facts.bytes
        #expect(try Verifier(logger: Self.logger).verify(path, plan: plan, result: result) == facts)
        plan.encoding.maximumBytes = facts.bytes - 1
        let error = try #require(throws: MediaError.self) {
            try Verifier(logger: Self.logger).verify(path, plan: plan, result: result)
        }
        #expect(
            error.message.contains(
                "the file has \(facts.bytes) bytes, and may have at most \(facts.bytes - 1)"))
    }
}
