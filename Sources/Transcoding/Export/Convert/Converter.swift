internal import Color
internal import Libav
internal import Probing

/// Turns source frames into canvas frames, as planned.
///
/// Scaling comes first, so that everything after it works on the small picture. Colours are converted, and the picture
/// is turned, while it is copied to its place.
struct Converter: ~Copyable {
    private let plan: ExportPlan
    private let canvases: FramePool
    private var scaler: Scaler
    private var backdrop: Backdrop
    /// Scaled pictures before turning; replaced if a clip changes its size midway.
    private var scaledPool: FramePool?
    /// Upright pictures that do not fill the canvas; replaced likewise.
    private var uprightPool: FramePool?
    private var colorPass: ColorPass?
    private let grade: ColorGrade

    /// - Parameter cube: the table of the plan's grading.
    /// - Precondition: a plan with a table has a cube.
    init(_ plan: ExportPlan, cube: ColorCube? = nil) throws(LibavError) {
        let canvases = try FramePool(width: plan.canvasWidth, height: plan.canvasHeight)
        let backdrop = try Backdrop(canvasWidth: plan.canvasWidth, canvasHeight: plan.canvasHeight)
        self.plan = plan
        grade = ColorGrade(plan.video.grading, cube: cube)
        self.canvases = canvases
        self.backdrop = backdrop
        scaler = Scaler()
    }

    /// Returns the canvas for one source frame.
    ///
    /// - Returns: a frame, which may be the source's own if nothing had to be done.
    mutating func canvas(for source: borrowing Frame) throws(LibavError) -> Frame {
        let presentation = presentation(of: source)
        let colorimetry = colorimetry(of: source)
        let scaled = try scaled(source, presentation, keepsDepth: colorimetry != nil)
        let fills = presentation.background == .none
        if fills, colorimetry == nil, plan.video.orientation == .identity { return scaled }
        if fills {
            var canvas = try canvases.make()
            place(scaled, colorimetry, on: &canvas)
            return canvas
        }
        let target = presentation.target
        var upright = try Self.frame(width: target.width, height: target.height, .yuv420p, from: &uprightPool)
        place(scaled, colorimetry, on: &upright)
        var canvas = try canvases.make()
        try backdrop.fill(&canvas, behind: upright, presentation)
        PlaneTurner(orientation: .identity).copy(upright, to: &canvas, atX: target.x, atY: target.y)
        return canvas
    }

    /// Returns a part of one source frame on a canvas of its own.
    ///
    /// - Parameter presentation: has no background.
    mutating func scene(
        of source: borrowing Frame, _ presentation: Presentation
    ) throws(LibavError) -> Frame {
        let colorimetry = colorimetry(of: source)
        let scaled = try scaled(source, presentation, keepsDepth: colorimetry != nil)
        if colorimetry == nil, plan.video.orientation == .identity { return scaled }
        let target = presentation.target
        var scene = try Self.frame(width: target.width, height: target.height, .yuv420p, from: &uprightPool)
        place(scaled, colorimetry, on: &scene)
        return scene
    }

    /// As planned, or for the new size if a clip changes it midway.
    private func presentation(of source: borrowing Frame) -> Presentation {
        let video = plan.video
        if source.width == video.codedWidth, source.height == video.codedHeight {
            return video.presentation
        }
        return video.presentation(
            width: source.width, height: source.height, canvasWidth: plan.canvasWidth,
            canvasHeight: plan.canvasHeight)
    }

    /// The colorimetry of the source's samples if they need conversion; nil if they have the output's already.
    ///
    /// For a clip it is what was planned. A picture file's decoder knows more than the probe: it has read the colour
    /// profile, and knows whether it outputs RGB.
    private func colorimetry(of source: borrowing Frame) -> Colorimetry? {
        guard plan.kind != .video else {
            return plan.video.color == .none && grade.isIdentity ? nil : plan.video.colorimetry
        }
        return source.colorimetry.resolved(
            width: source.width, height: source.height, isRGB: source.format.isRGB)
    }

    /// The part that is shown, in its final size but not yet turned, in planar 4:2:0.
    private mutating func scaled(
        _ source: borrowing Frame, _ presentation: Presentation, keepsDepth: Bool
    ) throws(LibavError) -> Frame {
        let isDeep = source.format.bitDepth > 8 && !source.format.isRGB
        let format = isDeep && keepsDepth ? PixelFormat.yuv420p10 : .yuv420p
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
        _ scaled: borrowing Frame, _ colorimetry: Colorimetry?, on target: inout Frame
    ) {
        let orientation = plan.video.orientation
        guard let colorimetry else {
            return PlaneTurner(orientation: orientation).copy(scaled, to: &target, atX: 0, atY: 0)
        }
        let depth = scaled.format.bitDepth
        let pass = colorPass ?? ColorPass(from: colorimetry, bitDepth: depth, grade: grade)
        colorPass = pass
        pass.apply(scaled, orientation: orientation, to: &target, atX: 0, atY: 0)
    }

    /// A frame from a pool, which is replaced if its frames have another size or format.
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
