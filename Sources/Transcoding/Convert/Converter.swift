internal import Libav

/// Makes canvas frames of source frames, the way a plan says.
///
/// Scaling comes first, so that everything after it works on the small picture; colours are changed
/// and the picture is turned while it is copied to its place.
struct Converter: ~Copyable {
    private let plan: ExportPlan
    private let canvases: FramePool
    private var scaler: Scaler
    private var backdrop: Backdrop
    /// Scaled pictures before turning; replaced where a clip changes its size on the way.
    private var scaledPool: FramePool?
    /// Upright pictures that do not fill the canvas; likewise.
    private var uprightPool: FramePool?
    private var colorPass: ColorPass?

    init(_ plan: ExportPlan) throws(LibavError) {
        let canvases = try FramePool(width: plan.canvasWidth, height: plan.canvasHeight)
        let backdrop = try Backdrop(canvasWidth: plan.canvasWidth, canvasHeight: plan.canvasHeight)
        self.plan = plan
        self.canvases = canvases
        self.backdrop = backdrop
        scaler = Scaler()
    }

    /// The canvas for one source frame.
    ///
    /// - Returns: a frame that may be the source's own, if nothing had to be done.
    mutating func canvas(for source: borrowing Frame) throws(LibavError) -> Frame {
        let presentation = presentation(of: source)
        let scaled = try scaled(source, presentation)
        let fills = presentation.background == .none
        if fills, plan.video.color == .none, plan.video.orientation == .identity { return scaled }
        if fills {
            var canvas = try canvases.make()
            try place(scaled, on: &canvas)
            return canvas
        }
        let target = presentation.target
        var upright = try Self.frame(width: target.width, height: target.height, .yuv420p, from: &uprightPool)
        try place(scaled, on: &upright)
        var canvas = try canvases.make()
        try backdrop.fill(&canvas, behind: upright, presentation)
        PlaneTurner(orientation: .identity).copy(upright, to: &canvas, atX: target.x, atY: target.y)
        return canvas
    }

    /// As planned, or for the new size where a clip changes it on the way.
    private func presentation(of source: borrowing Frame) -> Presentation {
        let video = plan.video
        if source.width == video.codedWidth, source.height == video.codedHeight {
            return video.presentation
        }
        return Presentation(
            width: source.width, height: source.height, pixelAspect: video.pixelAspect,
            orientation: video.orientation, fit: video.fit,
            canvasWidth: plan.canvasWidth, canvasHeight: plan.canvasHeight)
    }

    /// The part that is shown, in its final size but not turned, in planar 4:2:0.
    ///
    /// Deep samples stay deep where their colours are still to be changed.
    private mutating func scaled(
        _ source: borrowing Frame, _ presentation: Presentation
    ) throws(LibavError) -> Frame {
        let isDeep = source.format.bitDepth > 8 && !source.format.isRGB
        let format = isDeep && plan.video.color != .none ? PixelFormat.yuv420p10 : .yuv420p
        let opaque = source.format == .rgba ? try source.flattenedOnBlack() : try source.reference()
        var view = try opaque.cropped(to: presentation.crop)
        view.dropRangeFromFormatName()
        let (width, height) = (presentation.scaledWidth, presentation.scaledHeight)
        if view.format == format, view.width == width, view.height == height { return view }
        var target = try Self.frame(width: width, height: height, format, from: &scaledPool)
        try scaler.scale(view, into: &target)
        return target
    }

    /// Turns a scaled picture onto a frame of the turned size, in the output's colours.
    private mutating func place(
        _ scaled: borrowing Frame, on target: inout Frame
    ) throws(LibavError) {
        let orientation = plan.video.orientation
        guard plan.video.color != .none else {
            return PlaneTurner(orientation: orientation).copy(scaled, to: &target, atX: 0, atY: 0)
        }
        let depth = scaled.format.bitDepth
        let pass = colorPass ?? ColorPass(from: plan.video.colorimetry, bitDepth: depth)
        colorPass = pass
        pass.apply(scaled, orientation: orientation, to: &target, atX: 0, atY: 0)
    }

    /// A frame from a pool, which is replaced if it makes frames of another size or format.
    private static func frame(
        width: Int, height: Int, _ format: PixelFormat, from pool: inout FramePool?
    ) throws(LibavError) -> Frame {
        if let frame = try pool?.make(ifWidth: width, height: height, format: format) { return frame }
        let fitting = try FramePool(width: width, height: height, format: format)
        let frame = try fitting.make()
        pool = consume fitting
        return frame
    }
}
