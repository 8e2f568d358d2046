internal import Color
internal import Libav
internal import Story

/// Films pictures with a moving camera.
///
/// Each picture is converted once, enlarged by as much as the closest view needs, so that this view is as sharp as a
/// still picture. Each output frame is a window of the enlarged picture.
struct KenBurnsCamera: ~Copyable {
    private var converter: Converter
    private var scene: Frame?
    private let move: KenBurns
    private let canvases: FramePool
    private var sampler = SubpixelSampler()

    /// - Parameter cube: as for ``Converter``.
    /// - Throws: ``LibavError`` if memory is short.
    init(_ move: CameraMove, for plan: ExportPlan, cube: ColorCube? = nil) throws(LibavError) {
        let converter = try Converter(plan.enlarged(by: max(move.from.scale, move.to.scale)), cube: cube)
        let canvases = try FramePool(width: plan.canvasWidth, height: plan.canvasHeight)
        self.converter = converter
        self.canvases = canvases
        self.move = KenBurns(move: move, frameCount: plan.frameCount)
    }

    /// Films this picture from now on.
    ///
    /// - Throws: ``LibavError`` if the picture cannot be converted or memory is short.
    mutating func point(at picture: borrowing Frame) throws(LibavError) {
        scene = try converter.canvas(for: picture)
    }

    /// Returns the canvas of one output frame, counted from 0 at the slide's start; nil before the first picture.
    mutating func frame(_ index: Int) throws(LibavError) -> Frame? {
        guard let scene = scene.take() else { return nil }
        var canvas = try canvases.make()
        sampler.render(move.window(at: index), of: scene, into: &canvas)
        canvas.colorimetry = scene.colorimetry
        self.scene = consume scene
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
