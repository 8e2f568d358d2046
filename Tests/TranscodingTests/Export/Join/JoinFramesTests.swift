import Foundation
import Hashing
import Libav
import Story
import TestSupport
import Testing
internal import Threading

@testable import Color
@testable import Probing
@testable import Transcoding

/// The frames of joined stories, as the encoder gets them.
@Suite struct JoinFramesTests {
    private static let photo = "chart-exif-6.jpg"

    /// A photo, a clip from its middle and another photo.
    private static func sample(_ transition: SlideTransition?) -> JoinSample {
        JoinSample(
            parts: [
                .init(photo, duration: 0.8), .init("flash-beep.mp4", start: 3.1, duration: 1.5, transition),
                .init("chart-exif-1.jpg", duration: 0.8, transition),
            ], overlays: PreviewSample.overlays)
    }

    @Test("At a cut nothing of a slide's frames is changed, overlays included")
    func cuts() async throws {
        let sample = Self.sample(nil)
        let plan = try await sample.plan()
        let joined = try await sample.pictures(plan)
        #expect(joined.count == 93 && plan.frameCount == 93)
        for (index, segment) in (plan.segments ?? []).enumerated() {
            let alone = try await sample.pictures(ofSlide: index, plan)
            #expect(alone.count == segment.plan.frameCount)
            for (frame, picture) in alone { #expect(joined[segment.start + frame] == picture) }
        }
        #expect(Set(joined.values).count > 30)
    }

    @Test("A fade's middle frame is the mean of both slides', and before and behind it nothing is changed")
    func fades() async throws {
        let sample = Self.sample(SlideTransition(.fade, duration: 0.5))
        let plan = try await sample.plan()
        let segments = try #require(plan.segments)
        #expect(plan.frameCount == 93 - 30)
        let joined = try await sample.pictures(plan)
        let first = try await sample.pictures(ofSlide: 0, plan)
        let second = try await sample.pictures(ofSlide: 1, plan)
        for step in 0..<15 {
            let before = try #require(first[segments[1].start + step])
            let after = try #require(second[step])
            let both = try #require(joined[segments[1].start + step])
            let share = Double(step + 1) / 16
            for plane in 0..<3 {
                let worst = both[plane].indices.map { index in
                    abs(
                        Double(both[plane][index]) - Double(before[plane][index]) * (1 - share)
                            - Double(after[plane][index]) * share)
                }.max()
                #expect((worst ?? 9) <= 1, "step \(step), plane \(plane)")
            }
        }
        #expect(joined[segments[1].start - 1] == first[segments[1].start - 1])
        #expect(joined[segments[1].start + 15] == second[15])
    }

    @Test("In the middle of a slide each picture is half gone, moved by whole pixels")
    func slides() async throws {
        for (kind, dx, dy) in [
            (SlideTransition.Kind.slideLeft, 1, 0), (.slideRight, -1, 0), (.slideUp, 0, 1),
            (.slideDown, 0, -1),
        ] {
            let sample = JoinSample(parts: [
                .init(Self.photo, duration: 0.5),
                .init(
                    "chart-exif-1.jpg", duration: 0.5, SlideTransition(kind, duration: 0.1, easing: .linear)),
            ])
            let plan = try await sample.plan()
            let joined = try await sample.pictures(plan)
            // The second of three frames, behind the twelve of the first slide alone.
            let middle = try #require(joined[13])
            let before = try #require(joined[0])
            let after = try #require(joined[plan.frameCount - 1])
            // 90×160: half of 90 to an even number of pixels is 46.
            for plane in 0..<3 {
                let (width, height) = plane == 0 ? (90, 160) : (45, 80)
                let x = dx * (plane == 0 ? 46 : 23)
                let y = dy * height / 2
                var isRight = true
                for row in 0..<height {
                    for column in 0..<width {
                        let (oldX, oldY) = (column + x, row + y)
                        let isOld = (0..<width).contains(oldX) && (0..<height).contains(oldY)
                        let picture = isOld ? before : after
                        let fromX = isOld ? oldX : oldX - dx * width
                        let fromY = isOld ? oldY : oldY - dy * height
                        isRight =
                            isRight
                            && middle[plane][row * width + column] == picture[plane][fromY * width + fromX]
                    }
                }
                #expect(isRight, "\(kind), plane \(plane)")
            }
        }
    }

    @Test(
        "A preview of a joined story shows the very frame of its export, wherever it is",
        arguments: [
            SlideTransition(.cut), SlideTransition(.fade, duration: 0.4),
            SlideTransition(.slideLeft, duration: 0.4),
            SlideTransition(.fadeBlack, duration: 0.4), SlideTransition(.wipeDown, duration: 0.4),
        ])
    func previews(transition: SlideTransition) async throws {
        let sample = Self.sample(transition)
        let plan = try await sample.plan()
        let joined = try await sample.pictures(plan)
        let starts = (plan.segments ?? []).map(\.start)
        for index in [0, starts[1] - 1, starts[1] + 5, starts[1] + 20, starts[2] + 3, plan.frameCount - 1] {
            let preview = try await sample.preview(.frame(at: Double(index) / 30), of: plan)
            #expect(preview.frames.map(\.index) == [index])
            var hash = SHA256()
            for plane in joined[index] ?? [] { hash.update(plane.span) }
            let expected = hash.finish()
            #expect(preview.frames.first?.sha256 == expected, "frame \(index)")
            let alone = try await JoinSample.pictures(sample.supply(plan, FrameSelection([index])))
            #expect(alone == [index: joined[index]], "frame \(index)")
        }
        let sheet = try await sample.preview(.sheet(columns: 3, rows: 2), of: plan)
        #expect(sheet.frames.count == 6)
        #expect((sheet.frames.last?.time ?? 0) > plan.duration * 0.9)
        let error = await #expect(throws: MediaError.self) {
            try await sample.preview(.frame(at: plan.duration), of: plan)
        }
        #expect(error?.message.contains("the joined story lasts") == true)
    }

    @Test(
        "Of real clips, a preview from a transition has the frame of the export, and at a cut each has its own",
        .enabled(if: Clips.areAvailable, Clips.absence))
    func previewsRealClips() async throws {
        func part(_ name: String, _ transition: SlideTransition?) -> JoinSample.Part {
            .init(Clips.path(name), start: 0.3, duration: 0.6, transition)
        }
        let sample = JoinSample(
            parts: [
                part("avchd_1080i_h264_ac3_1s.mts", nil),
                part("screenrec_60fps_vfr_642x808_4s.mp4", SlideTransition(.slideRight, duration: 0.3)),
                part("mediarecorder_vp9_opus_no_duration.webm", SlideTransition(.cut)),
                part("images/iphone_irot_4032x3024.heic", SlideTransition(.fade, duration: 0.3)),
            ], overlays: PreviewSample.overlays)
        let plan = try await sample.plan()
        let segments = try #require(plan.segments)
        let joined = try await sample.pictures(plan)
        #expect(joined.count == 18 * 4 - 18)
        for index in [segments[1].start + 4, segments[2].start, segments[3].start + 4] {
            let alone = try await JoinSample.pictures(sample.supply(plan, FrameSelection([index])))
            #expect(alone == [index: joined[index]], "frame \(index)")
        }
        let third = try await sample.pictures(ofSlide: 2, plan)
        for frame in 0..<9 { #expect(joined[segments[2].start + frame] == third[frame]) }
    }

    @Test("Where a clip ends early its last picture stands, and all behind it is on time")
    func fills() async throws {
        let sample = JoinSample(parts: [
            .init("counter-24fps.mp4", duration: 8, promised: 8),
            .init("chart-exif-1.jpg", duration: 0.5, SlideTransition(.fade, duration: 0.2)),
        ])
        let plan = try await sample.plan()
        let supply = sample.supply(plan)
        let pictures = try await JoinSample.pictures(supply)
        #expect(plan.frameCount == 240 + 15 - 6 && pictures.count == plan.frameCount)
        #expect(pictures[233] == pictures[200] && pictures[233] != pictures[10])
        let warning = try #require(supply.context.outcome.warnings.first)
        #expect(warning.hasPrefix("slide 1: the picture ends after"), "\(warning)")
    }

    @Test("Two slides are open at a time, never three")
    func opensTwo() async throws {
        let still = JoinSample.Part("chart-exif-1.jpg", duration: 0.3, SlideTransition(.fade, duration: 0.1))
        let sample = JoinSample(parts: [.init("chart-exif-1.jpg", duration: 0.3), still, still, still])
        let plan = try await sample.plan()
        let context = sample.supply(plan).context
        let meter = OpenSlides()
        let channel = Channel<Frame>(capacity: 0)
        try await withThrowingDiscardingTaskGroup { stages in
            let sources = (plan.segments ?? []).map { segment in
                let source = JoinStage.Source(frames: Channel<Frame>(capacity: 0), gate: Gate())
                stages.addTask {
                    try await source.gate.pass()
                    await meter.open()
                    let pool = try FramePool(width: 90, height: 160)
                    for index in 0..<segment.plan.frameCount {
                        var frame = try pool.make()
                        frame.pts = Int64(index)
                        frame.fillBlack()
                        if index == segment.plan.frameCount - 1 { await meter.close() }
                        try await source.frames.send(frame)
                    }
                    source.frames.finish()
                }
                return source
            }
            stages.addTask {
                var stage = try JoinStage(context, sources: sources)
                try await stage.run(into: channel)
            }
            stages.addTask { while try await channel.receive() != nil {} }
        }
        #expect(await meter.most == 2)
        #expect(await meter.total == 4)
    }

    private actor OpenSlides {
        private var now = 0
        private(set) var most = 0
        private(set) var total = 0

        func open() {
            now += 1
            total += 1
            most = max(most, now)
        }

        func close() { now -= 1 }
    }
}
