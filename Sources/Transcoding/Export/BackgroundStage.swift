internal import Libav
internal import Probing
internal import Threading

/// Outputs a slide's background, as the source of a slide without media.
struct BackgroundStage: ~Copyable {
    private let context: ExportContext
    private var painter: BackgroundPainter

    init(_ context: ExportContext, _ painter: consuming BackgroundPainter) {
        self.context = context
        self.painter = painter
    }

    mutating func run(into frames: Channel<SourceFrame>) async throws {
        let whole = FramePicker.Run(first: 0, count: context.plan.frameCount)
        if painter.moves {
            for index in context.frames.indices(in: whole) {
                try context.checkCancellation()
                try await send(FramePicker.Run(first: index, count: 1), into: frames)
            }
        } else {
            try await send(whole, into: frames)
        }
        frames.finish()
    }

    private mutating func send(_ run: FramePicker.Run, into frames: Channel<SourceFrame>) async throws {
        let frame: Frame
        do throws(LibavError) {
            frame = try painter.frame(at: run.first)
        } catch {
            throw context.failure(
                .limitExceeded, .convert, "There is not enough memory for the background.", error)
        }
        context.report.update { counts in
            counts.decodedFrames += 1
            counts.shownFrames += 1
        }
        try await frames.send(SourceFrame(frame: frame, run: run))
    }
}
