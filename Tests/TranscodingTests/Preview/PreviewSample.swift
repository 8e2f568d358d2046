import Libav
import Logging
import Story
import Synchronization
import TestSupport
import Testing
internal import Threading

@testable import Probing
@testable import Transcoding

/// A slide of a fixture on a canvas that a debug build fills quickly, with overlays that move.
struct PreviewSample: Sendable, CustomTestStringConvertible {
    let path: String
    var start = 0.0
    var duration: Double? = 2
    var motion = Motion.none
    var speed = 1.0
    var framing = Framing()
    var background: Background?

    static let preset = Preset(
        name: "test", width: 90, height: 160, frameRate: 30, maximumSeconds: 15, photoSeconds: 1,
        safeZone: SafeZone(top: 240, bottom: 240, left: 120, right: 0, source: "tests"), source: "tests")

    /// A text that pops up, fades away, and a sticker of several pictures.
    static let overlays: [Overlay] = [
        .text(
            TextOverlay(
                text: "Hello", style: TextStyle(background: .init(mode: .pill)),
                placement: Placement(x: 0.5, y: 0.3, width: 0.8),
                presence: Presence(
                    end: 1.5, enter: Transition(.pop, duration: 0.5),
                    exit: Transition(.fade, duration: 0.5)))),
        .sticker(StickerOverlay(src: Fixture.path("heart.gif"), placement: Placement(width: 0.4))),
    ]

    var testDescription: String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return start > 0 ? "\(name) from \(start) s" : name
    }

    func plan() async throws -> ExportPlan {
        let info = try await Prober().probe(path)
        var options = PlanOptions(
            preset: Self.preset, start: start, duration: duration, motion: motion)
        options.speed = speed
        options.framing = framing
        options.background = background
        return try #require(try ExportPlan.plans(for: info, input: path, options: options).first)
    }

    /// The frames that an encoder would get: each one's hash, by its index.
    func hashes(_ plan: ExportPlan, _ frames: FrameSelection = .all) async throws -> [Int: String] {
        let maker = SlidePipeline(
            plan: plan, frames: frames, overlays: Self.overlays, slidePath: "$",
            in: ExportEnvironment(
                baseDirectory: ".",
                limits: Limits(), policy: .cameraRoll, threads: 0, logger: Self.logger,
                cancellation: CancellationToken()))
        let channel = Channel<Frame>(capacity: 0)
        let hashes = Hashes()
        try await withThrowingDiscardingTaskGroup { stages in
            maker.start(in: &stages, into: channel)
            stages.addTask {
                while let frame = try await channel.receive() {
                    let index = Int(frame.pts ?? -1)
                    let hash = frame.sha256()
                    hashes.values.withLock { $0[index] = hash }
                }
            }
        }
        return hashes.values.withLock { $0 }
    }

    func preview(
        _ view: PreviewOptions.View, of plan: ExportPlan, safeZone: SafeZone? = nil
    ) async throws -> PreviewPicture {
        try await PreviewExport(
            plan: plan, options: PreviewOptions(view, safeZone: safeZone), overlays: Self.overlays,
            in: ExportEnvironment(baseDirectory: ".", logger: Self.logger, cancellation: CancellationToken())
        ).run()
    }

    private static var logger: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }

    private final class Hashes: Sendable {
        let values = Mutex<[Int: String]>([:])
    }
}

extension ExportContext {
    static func sample(_ plan: ExportPlan, _ frames: FrameSelection) -> ExportContext {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        return SlidePipeline(
            plan: plan, frames: frames, overlays: [], slidePath: "$",
            in: ExportEnvironment(
                baseDirectory: ".", limits: Limits(),
                policy: .cameraRoll, threads: 0, logger: logger, cancellation: CancellationToken())
        ).context
    }
}
