import Libav
import Logging
import Story
import Synchronization
import TestSupport
internal import Threading

@testable import Probing
@testable import Transcoding

/// Fixtures that are joined, on a canvas that a debug build fills quickly.
struct JoinSample: Sendable {
    struct Part: Sendable {
        let path: String
        var start = 0.0
        var duration: Double? = 1
        var transition: SlideTransition?
        /// What the clip says it lasts, whatever it does.
        var promised: Double?

        init(
            _ fixture: String, start: Double = 0, duration: Double? = 1, _ transition: SlideTransition? = nil,
            promised: Double? = nil
        ) {
            path = fixture.hasPrefix("/") ? fixture : Fixture.path(fixture)
            self.start = start
            self.duration = duration
            self.transition = transition
            self.promised = promised
        }
    }

    /// All samples of a frame, plane by plane.
    typealias Picture = [[UInt8]]

    let parts: [Part]
    var overlays: [Overlay] = []

    func plan(loudness: LoudnessTarget? = nil) async throws -> ExportPlan {
        var slides: [JoinedSlide] = []
        for (index, part) in parts.enumerated() {
            var info = try await Prober().probe(part.path)
            if let promised = part.promised {
                info.duration = promised
                info.picture?.duration = promised
            }
            slides.append(
                JoinedSlide(
                    info: info, input: part.path,
                    options: PlanOptions(
                        preset: PreviewSample.preset, start: part.start, duration: part.duration),
                    transition: part.transition, path: "$.slides[\(index)]"))
        }
        return try ExportPlan.joined(slides, loudness: loudness)
    }

    private var contents: [SlideContent] { parts.map { _ in SlideContent(overlays: overlays) } }

    func supply(_ plan: ExportPlan, _ frames: FrameSelection = .all) -> FramePipeline {
        FramePipeline(
            plan: plan, frames: frames, slides: contents,
            in: ExportEnvironment(
                baseDirectory: ".", limits: Limits(),
                policy: .cameraRoll, threads: 1, logger: Self.logger, cancellation: CancellationToken()))
    }

    /// What the encoder would get for the whole.
    func pictures(_ plan: ExportPlan) async throws -> [Int: Picture] {
        try await Self.pictures(supply(plan))
    }

    /// What the encoder would get for one of the slides, if that were made alone.
    func pictures(ofSlide index: Int, _ plan: ExportPlan) async throws -> [Int: Picture] {
        let segment = plan.segments?[index].plan ?? plan
        return try await Self.pictures(
            FramePipeline(
                plan: segment, slides: [contents[index]],
                in: ExportEnvironment(
                    baseDirectory: ".", limits: Limits(),
                    policy: .cameraRoll, threads: 1, logger: Self.logger, cancellation: CancellationToken())))
    }

    static func pictures(_ supply: FramePipeline) async throws -> [Int: Picture] {
        let pictures = Pictures()
        let channel = Channel<Frame>(capacity: 0)
        try await withThrowingDiscardingTaskGroup { stages in
            supply.start(in: &stages, into: channel)
            stages.addTask {
                while let frame = try await channel.receive() {
                    let (index, picture) = (Int(frame.pts ?? -1), Self.picture(frame))
                    pictures.values.withLock { $0[index] = picture }
                }
            }
        }
        return pictures.values.withLock { $0 }
    }

    static func picture(_ frame: borrowing Frame) -> Picture {
        (0..<3).map { plane in
            frame.withPlane(plane) { samples, layout in
                (0..<layout.height).flatMap { row in
                    (0..<layout.width).map { samples[row * layout.stride + $0] }
                }
            }
        }
    }

    func preview(_ view: PreviewOptions.View, of plan: ExportPlan) async throws -> PreviewPicture {
        try await PreviewExport(
            plan: plan, options: PreviewOptions(view), slides: contents,
            in: ExportEnvironment(
                baseDirectory: ".",
                logger: Self.logger, cancellation: CancellationToken())
        ).run()
    }

    func export(
        _ plan: ExportPlan, to path: String, cancellation: CancellationToken = CancellationToken(),
        progress: @escaping @Sendable (ExportProgress) -> Void = { _ in }
    ) async throws -> ExportResult {
        try await Export(
            plan: plan, slides: contents,
            in: ExportEnvironment(baseDirectory: ".", logger: Self.logger, cancellation: cancellation)
        ).run(to: path, progress: progress)
    }

    static var logger: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }

    private final class Pictures: Sendable {
        let values = Mutex<[Int: Picture]>([:])
    }
}
