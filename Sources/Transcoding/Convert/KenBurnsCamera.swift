internal import Libav

/// Films a still canvas with a slow move.
///
/// The photo is converted once, somewhat larger than the canvas, so that the closest view is as sharp
/// as a still one; each output frame is a window of that.
struct KenBurnsCamera: ~Copyable {
    private let scene: Frame
    private let move: KenBurns
    private let canvases: FramePool
    private var sampler = SubpixelSampler()

    /// - Parameter cube: as for ``Converter``.
    /// - Throws: ``LibavError`` where the photo cannot be converted or memory is short.
    init(_ photo: borrowing Frame, for plan: ExportPlan, cube: ColorCube?) throws(LibavError) {
        var converter = try Converter(plan.enlarged(by: KenBurns.zoom), cube: cube)
        let scene = try converter.canvas(for: photo)
        let canvases = try FramePool(width: plan.canvasWidth, height: plan.canvasHeight)
        self.scene = scene
        self.canvases = canvases
        move = KenBurns(frameCount: plan.frameCount)
    }

    /// The canvas of one output frame, counted from 0 at the slide's start.
    mutating func frame(_ index: Int) throws(LibavError) -> Frame {
        var canvas = try canvases.make()
        sampler.render(move.window(at: index), of: scene, into: &canvas)
        canvas.colorimetry = scene.colorimetry
        return canvas
    }
}

extension ExportPlan {
    /// The same picture on a larger canvas.
    fileprivate func enlarged(by factor: Double) -> ExportPlan {
        var plan = self
        plan.canvasWidth = Int((Double(canvasWidth) * factor / 2).rounded(.up)) * 2
        plan.canvasHeight = Int((Double(canvasHeight) * factor / 2).rounded(.up)) * 2
        plan.video.presentation = Presentation(
            width: video.codedWidth, height: video.codedHeight, pixelAspect: video.pixelAspect,
            orientation: video.orientation, fit: video.fit,
            canvasWidth: plan.canvasWidth, canvasHeight: plan.canvasHeight)
        return plan
    }
}
