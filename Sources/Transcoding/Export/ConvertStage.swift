internal import Color
internal import Libav
internal import Probing
internal import Story
internal import Threading

/// Turns source frames into canvas frames: scaled, turned, in the output's colours, on their background, with the
/// effects of their grading.
struct ConvertStage: ~Copyable {
    private let context: ExportContext
    private var converter: Converter
    /// Films the pictures; nil if the camera stands still.
    private var camera: Camera?
    private var effects: EffectsPass

    init(_ context: ExportContext) throws(MediaError) {
        self.context = context
        do throws(LibavError) {
            let converter = try Converter(context.plan, cube: context.cube)
            let effects = try EffectsPass(
                context.plan.video.grading, width: context.plan.canvasWidth, height: context.plan.canvasHeight
            )
            let camera = try Camera.moving(for: context.plan, cube: context.cube)
            self.converter = converter
            self.effects = effects
            self.camera = camera
        } catch {
            throw context.failure(
                .limitExceeded, .convert, "There is not enough memory for the canvas.", error)
        }
    }

    mutating func run(from frames: Channel<SourceFrame>, into canvases: Channel<CanvasFrame>) async throws {
        while let source = try await frames.receive() {
            try context.checkCancellation()
            if context.plan.video.films {
                try await move(source, into: canvases)
            } else {
                try await canvases.send(try convert(source))
            }
            context.report.moved()
        }
        canvases.finish()
    }

    private mutating func convert(_ source: borrowing SourceFrame) throws(MediaError) -> CanvasFrame {
        do throws(LibavError) {
            let canvas = try converter.canvas(for: source.frame)
            return CanvasFrame(
                frame: try effects.apply(to: canvas, index: source.run.first), run: source.run)
        } catch {
            throw failure(error)
        }
    }

    /// With a moving camera, each output frame is a new picture.
    private mutating func move(
        _ source: borrowing SourceFrame, into canvases: Channel<CanvasFrame>
    ) async throws {
        do {
            try camera?.point(at: source.frame)
            for index in context.frames.indices(in: source.run) {
                try context.checkCancellation()
                guard let filmed = try camera?.frame(index) else { break }
                let frame = try effects.apply(to: filmed, index: index)
                try await canvases.send(
                    CanvasFrame(frame: frame, run: .init(first: index, count: 1)))
                context.report.moved()
            }
        } catch let error as LibavError {
            throw failure(error)
        }
    }

    private func failure(_ error: LibavError) -> MediaError {
        context.failure(
            .unusableMedia, .convert, "Its pictures are in a format that cannot be converted.", error)
    }
}
