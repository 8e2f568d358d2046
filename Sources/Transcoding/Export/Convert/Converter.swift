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
    /// Paints the slide's own background; nil if it has none.
    private var painter: BackgroundPainter?
    /// The picture before the background, of a slide whose background moves.
    private var held: Frame?
    /// What is transparent in it; nil if the background is the usual one or nothing is transparent.
    private var heldTransparency: Transparency?
    private var heldPlace: Presentation?
    /// Scaled pictures before turning; replaced if a clip changes its size midway.
    private var scaledPool: FramePool?
    /// Upright pictures that do not fill the canvas; replaced likewise.
    private var uprightPool: FramePool?
    private var colorPass: ColorPass?
    private let grade: ColorGrade

    /// - Parameters:
    ///   - cube: the table of the plan's grading.
    ///   - painter: paints the slide's own background, in the size of the plan's canvas; nil if it has none.
    /// - Precondition: a plan with a table has a cube.
    init(
        _ plan: ExportPlan, cube: ColorCube? = nil, painter: consuming BackgroundPainter? = nil
    ) throws(LibavError) {
        let canvases = try FramePool(width: plan.canvasWidth, height: plan.canvasHeight)
        let backdrop = try Backdrop(canvasWidth: plan.canvasWidth, canvasHeight: plan.canvasHeight)
        self.plan = plan
        grade = ColorGrade(plan.video.grading, cube: cube)
        self.canvases = canvases
        self.backdrop = backdrop
        self.painter = painter
        scaler = Scaler()
    }

    /// Returns the canvas for one source frame.
    ///
    /// - Returns: a frame, which may be the source's own if nothing had to be done.
    mutating func canvas(for source: borrowing Frame) throws(LibavError) -> Frame {
        let presentation = presentation(of: source)
        if covers(source, presentation) { return try covering(source, presentation) }
        let picture = try upright(source, presentation)
        let transparency = try transparency(of: source, presentation)
        return try canvas(of: picture, transparency, presentation, at: 0)
    }

    /// Whether nothing of the background is seen.
    private func covers(_ source: borrowing Frame, _ presentation: Presentation) -> Bool {
        presentation.background == .none && (painter == nil || source.format != .rgba)
    }

    /// Keeps a source frame for the canvases of ``canvas(at:)``.
    mutating func hold(_ source: borrowing Frame) throws(LibavError) {
        let presentation = presentation(of: source)
        let covers = covers(source, presentation)
        held = covers ? try covering(source, presentation) : try upright(source, presentation)
        heldTransparency = covers ? nil : try transparency(of: source, presentation)
        heldPlace = covers ? nil : presentation
    }

    /// Returns the canvas of one output frame, which shows the held source frame before a background that moves.
    ///
    /// - Parameter index: counted from 0 at the slide's start.
    /// - Returns: nil before the first source frame.
    mutating func canvas(at index: Int) throws(LibavError) -> Frame? {
        guard let picture = held.take() else { return nil }
        let canvas: Frame
        if let heldPlace {
            let transparency = try heldTransparency?.reference()
            canvas = try self.canvas(of: picture, transparency, heldPlace, at: index)
        } else {
            canvas = try picture.reference()
        }
        held = consume picture
        return canvas
    }

    /// A picture that covers the canvas.
    private mutating func covering(
        _ source: borrowing Frame, _ presentation: Presentation
    ) throws(LibavError) -> Frame {
        let colorimetry = colorimetry(of: source)
        let scaled = try scaled(source, presentation, keepsDepth: colorimetry != nil)
        if colorimetry == nil, plan.video.orientation == .identity { return scaled }
        var canvas = try canvases.make()
        place(scaled, colorimetry, on: &canvas)
        return canvas
    }

    /// A picture in the size of its target, on no canvas yet.
    private mutating func upright(
        _ source: borrowing Frame, _ presentation: Presentation
    ) throws(LibavError) -> Frame {
        let colorimetry = colorimetry(of: source)
        let scaled = try scaled(source, presentation, keepsDepth: colorimetry != nil)
        let target = presentation.target
        var upright = try Self.frame(width: target.width, height: target.height, .yuv420p, from: &uprightPool)
        place(scaled, colorimetry, on: &upright)
        return upright
    }

    /// A canvas with a picture before its background.
    private mutating func canvas(
        of picture: borrowing Frame, _ transparency: consuming Transparency?, _ presentation: Presentation,
        at index: Int
    ) throws(LibavError) -> Frame {
        var canvas: Frame
        if let painted = try painter?.frame(at: index) {
            canvas = try canvases.copy(painted)
        } else {
            canvas = try canvases.make()
            try backdrop.fill(&canvas, behind: picture, presentation)
        }
        let (x, y) = (presentation.target.x, presentation.target.y)
        if let transparency = transparency {
            transparency.lay(picture, over: &canvas, atX: x, atY: y)
        } else {
            PlaneTurner(orientation: .identity).copy(picture, to: &canvas, atX: x, atY: y)
        }
        canvas.colorimetry = .bt709
        return canvas
    }

    /// Returns a part of one source frame on a canvas of its own.
    ///
    /// - Parameter presentation: has no background.
    mutating func scene(
        of source: borrowing Frame, _ presentation: Presentation
    ) throws(LibavError) -> Frame {
        if colorimetry(of: source) == nil, plan.video.orientation == .identity {
            return try scaled(source, presentation, keepsDepth: false)
        }
        return try upright(source, presentation)
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

    /// What of a source frame is transparent, in the size of its target; nil if that is nothing, or if the background
    /// is the usual one.
    private mutating func transparency(
        of source: borrowing Frame, _ presentation: Presentation
    ) throws(LibavError) -> Transparency? {
        guard painter != nil, source.format == .rgba else { return nil }
        let target = presentation.target
        let grey = try source.opacity()
        let scaled = try scaled(grey, presentation, keepsDepth: false)
        var mask = try Frame(width: target.width, height: target.height, format: .yuv420p)
        PlaneTurner(orientation: plan.video.orientation).copy(scaled, to: &mask, atX: 0, atY: 0)
        var black = try Frame(width: Self.probeSide, height: Self.probeSide, format: .yuv420p)
        black.fillBlack()
        var changed = try Frame(width: Self.probeSide, height: Self.probeSide, format: .yuv420p)
        place(black, colorimetry(of: source), on: &changed)
        return Transparency(mask: mask, black: changed)
    }

    /// The side of the picture that shows what becomes of black, in pixels.
    private static let probeSide = 16

    /// The colorimetry of the source's samples if they need conversion; nil if they have the output's already.
    ///
    /// For a clip it is what was planned. A picture file's decoder knows more than the probe: it has read the colour
    /// profile, and knows whether it outputs RGB.
    private func colorimetry(of source: borrowing Frame) -> Colorimetry? {
        guard plan.kind != .video, plan.kind != .background else {
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
