internal import Color
internal import Libav
internal import Probing
internal import Story

/// Films pictures with a moving camera.
///
/// Each output frame is a window of a scene: a part of the picture, converted so large that the closest view is as sharp
/// as a still picture. A photo's scene serves the whole slide. A clip's view of one frame is a scene of its own, because
/// the parts that other frames show would be converted in vain.
struct Camera: ~Copyable {
    private let plan: ExportPlan
    private var path: CameraPath
    private var converter: Converter
    /// The picture, for scenes that are made frame by frame.
    private var picture: Frame?
    private var scene: Frame?
    /// Where the scene lies; nil if the scene is the whole canvas.
    private var part: FramingPath.Scene?
    /// Size of the stored pictures that the path is for.
    private var width: Int
    private var height: Int
    private let canvases: FramePool
    private var sampler = SubpixelSampler()

    /// - Parameters:
    ///   - path: the plan's.
    ///   - converter: for ``ExportPlan/filmed``.
    /// - Throws: ``LibavError`` if memory is short.
    init(_ path: CameraPath, for plan: ExportPlan, _ converter: consuming Converter) throws(LibavError) {
        let canvases = try FramePool(width: plan.canvasWidth, height: plan.canvasHeight)
        self.plan = plan
        self.path = path
        self.converter = converter
        width = plan.video.codedWidth
        height = plan.video.codedHeight
        self.canvases = canvases
    }

    /// Films this picture from now on.
    ///
    /// - Throws: ``LibavError`` if the picture cannot be converted or memory is short.
    mutating func point(at picture: borrowing Frame) throws(LibavError) {
        if picture.width != width || picture.height != height,
            let path = CameraPath(plan, width: picture.width, height: picture.height)
        {
            self.path = path
            (width, height) = (picture.width, picture.height)
        }
        switch path {
        case .move: scene = try converter.canvas(for: picture)
        case .framing(let path) where plan.kind == .photo:
            try convert(picture, path.scene(of: 0..<max(1, plan.frameCount)))
        case .framing: self.picture = try picture.reference()
        }
    }

    private mutating func convert(_ picture: borrowing Frame, _ part: FramingPath.Scene) throws(LibavError) {
        scene = try converter.scene(of: picture, part.presentation)
        self.part = part
    }

    /// Returns the canvas of one output frame, counted from 0 at the slide's start; nil before the first picture.
    mutating func frame(_ index: Int) throws(LibavError) -> Frame? {
        if case .framing(let path) = path, let picture = picture.take() {
            try convert(picture, path.scene(of: index..<index + 1))
            self.picture = consume picture
        }
        guard let scene = scene.take() else { return nil }
        var canvas = try canvases.make()
        sampler.render(window(at: index), of: scene, into: &canvas)
        canvas.colorimetry = scene.colorimetry
        self.scene = consume scene
        return canvas
    }

    private func window(at index: Int) -> NormalizedRect {
        switch path {
        case .move(let move): move.window(at: index)
        case .framing(let path): part.map { path.window(at: index, of: $0) } ?? .whole
        }
    }
}
