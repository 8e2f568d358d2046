internal import Color
internal import Libav
internal import Probing
internal import Story
internal import Threading

/// Turns source frames into canvas frames: scaled, turned, in the output's colours, on their background, with the
/// effects of their grading.
struct ConvertStage: ~Copyable {
    private let context: ExportContext
    /// Nil if a camera films the pictures.
    private var converter: Converter?
    /// Films the pictures; nil if the camera stands still.
    private var camera: Camera?
    private var effects: EffectsPass

    /// - Parameter background: the file of the slide's background, if that is a picture.
    init(_ context: ExportContext, background: BackgroundFile?) throws(MediaError) {
        let plan = context.plan
        let filmed = plan.filmed
        // A background that the picture hides is not painted.
        var painter: BackgroundPainter?
        if plan.video.showsBackground {
            painter = try .make(
                for: context, width: filmed.canvasWidth, height: filmed.canvasHeight, file: background)
        }
        do throws(LibavError) {
            let effects = try EffectsPass(
                plan.video.grading, width: plan.canvasWidth, height: plan.canvasHeight)
            var converter: Converter? = try Converter(filmed, cube: context.cube, painter: painter.take())
            var camera: Camera?
            if let path = CameraPath(plan), let filming = converter.take() {
                camera = try Camera(path, for: plan, filming)
            }
            self.context = context
            self.effects = effects
            self.converter = converter
            self.camera = camera
        } catch {
            throw context.failure(
                .limitExceeded, .convert, "There is not enough memory for the canvas.", error)
        }
    }

    mutating func run(from frames: Channel<SourceFrame>, into canvases: Channel<CanvasFrame>) async throws {
        while let source = try await frames.receive() {
            try context.checkCancellation()
            do {
                if context.plan.video.changesEveryFrame {
                    try await move(source, into: canvases)
                } else {
                    try await convert(source, into: canvases)
                }
            } catch let error as LibavError {
                throw context.failure(
                    .unusableMedia, .convert, "Its pictures are in a format that cannot be converted.", error)
            }
            context.report.moved()
        }
        canvases.finish()
    }

    private mutating func convert(
        _ source: borrowing SourceFrame, into canvases: Channel<CanvasFrame>
    ) async throws {
        guard let canvas = try converter?.canvas(for: source.frame) else { return }
        let frame = try effects.apply(to: canvas, index: source.run.first)
        try await canvases.send(CanvasFrame(frame: frame, run: source.run))
    }

    /// With a moving camera or background, each output frame is a new picture.
    private mutating func move(
        _ source: borrowing SourceFrame, into canvases: Channel<CanvasFrame>
    ) async throws {
        try camera?.point(at: source.frame)
        try converter?.hold(source.frame)
        for index in context.frames.indices(in: source.run) {
            try context.checkCancellation()
            guard let canvas = try next(index) else { break }
            let frame = try effects.apply(to: canvas, index: index)
            try await canvases.send(CanvasFrame(frame: frame, run: .init(first: index, count: 1)))
            context.report.moved()
        }
    }

    private mutating func next(_ index: Int) throws(LibavError) -> Frame? {
        if let filmed = try camera?.frame(index) { return filmed }
        return try converter?.canvas(at: index) ?? nil
    }
}
