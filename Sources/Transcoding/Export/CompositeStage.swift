internal import Compositing
internal import Libav
internal import Probing
internal import Story
internal import Threading

/// Draws the overlays into canvas frames, and outputs one frame for each output frame.
///
/// A frame that is shown again with the same overlays is referenced, not drawn again. So a photo on which nothing moves
/// costs one drawing.
struct CompositeStage: ~Copyable {
    private let context: ExportContext
    private let compositor: Compositor
    private let pool: FramePool

    init(
        _ context: ExportContext, overlays: [Overlay], in environment: ExportEnvironment, path: String
    ) throws(MediaError) {
        let compositor = try Self.compositor(context, overlays, environment, path)
        let pool = try Self.pool(context)
        self.context = context
        let substitutions = compositor.substitutions
        let regions = compositor.hitRegions
        context.report.update { counts in
            counts.substitutions += substitutions
            counts.overlays = regions
        }
        self.compositor = compositor
        self.pool = pool
    }

    private static func compositor(
        _ context: ExportContext, _ overlays: [Overlay], _ environment: ExportEnvironment, _ path: String
    ) throws(MediaError) -> Compositor {
        do throws(CompositingError) {
            return try Compositor(
                overlays: overlays, canvasWidth: context.plan.canvasWidth,
                canvasHeight: context.plan.canvasHeight, slideDuration: context.plan.duration,
                baseDirectory: environment.baseDirectory, fonts: environment.fonts, path: path)
        } catch {
            throw context.failure(error)
        }
    }

    private static func pool(_ context: ExportContext) throws(MediaError) -> FramePool {
        do throws(LibavError) {
            return try FramePool(width: context.plan.canvasWidth, height: context.plan.canvasHeight)
        } catch {
            throw context.failure(
                .limitExceeded, .composite, "There is not enough memory for the canvas.", error)
        }
    }

    func run(from canvases: Channel<CanvasFrame>, into frames: Channel<Frame>) async throws {
        while let canvas = try await canvases.receive() {
            let indices = context.frames.indices(in: canvas.run)
            var base: Frame? = canvas.frame
            var drawn: Frame?
            var drawnState: OverlayState?
            for index in indices {
                try context.checkCancellation()
                let seconds = Double(index) / Double(context.plan.frameRate)
                let state = compositor.state(at: seconds)
                if drawnState != state {
                    drawn = nil
                    let isLast = index == indices.last
                    drawn = try draw(state, at: seconds, on: &base, isLast: isLast)
                    drawnState = state
                }
                guard var frame = try drawn?.reference() else { break }
                frame.pts = Int64(index)
                try await frames.send(frame)
                context.report.moved()
            }
        }
        frames.finish()
    }

    private func draw(
        _ state: OverlayState, at seconds: Double, on base: inout Frame?, isLast: Bool
    ) throws -> Frame? {
        if state.isEmpty { return try base?.reference() }
        // Draws on the canvas itself only if the undrawn canvas is not needed afterwards.
        let keeps = !isLast || !(base?.isWritable ?? false)
        guard let canvas = keeps ? try base?.reference() : base.take() else { return nil }
        var frame = keeps ? try pool.copy(canvas) : consume canvas
        do throws(CompositingError) {
            try compositor.draw(at: seconds, onto: &frame)
        } catch {
            throw context.failure(error)
        }
        return frame
    }
}

extension ExportContext {
    /// The error of a stage that draws overlays.
    fileprivate func failure(_ error: CompositingError) -> MediaError {
        let code: MediaError.Code = if case .unreadable = error { .inputUnreadable } else { .unusableStory }
        return failure(code, .composite, error.description)
    }
}
