internal import Foundation
internal import Libav
internal import Story

/// The view of each frame of a slide whose ``Framing`` moves.
struct FramingPath {
    /// The part of a picture that some frames show, to be converted once for all of them.
    struct Scene {
        /// The part, as the only one that is shown, on a canvas of its own size.
        let presentation: Presentation
        /// The part, in shares of what the crop leaves of the upright picture.
        fileprivate let area: NormalizedRect
    }

    private let video: VideoPlan
    private let frameRate: Double
    private let frameCount: Int
    /// Size of the stored picture, in pixels.
    private let width: Int
    private let height: Int
    /// Size of what the crop leaves of the upright picture, in square pixels.
    private let areaWidth: Double
    private let areaHeight: Double
    /// Canvas pixels for each of them without a zoom.
    private let cover: Double
    /// The share of what the crop leaves that the canvas shows without a zoom.
    private let shareX: Double
    private let shareY: Double

    private var framing: Framing { video.framing ?? Framing() }
    private var crop: NormalizedRect { framing.crop ?? .whole }

    /// The most pixels of a scene. It costs 1.5 bytes for each.
    private static let scenePixels = 25e6

    /// - Parameters:
    ///   - width: columns of the stored picture.
    ///   - height: rows of the stored picture.
    init(_ plan: ExportPlan, width: Int, height: Int) {
        video = plan.video
        frameRate = Double(plan.frameRate)
        frameCount = plan.frameCount
        self.width = width
        self.height = height
        let crop = plan.video.framing?.crop ?? .whole
        let aspect = video.pixelAspect.isKnown ? video.pixelAspect.value : 1
        let swaps = video.orientation.swapsAxes
        let (wide, high) = (max(1, Double(width) * aspect), Double(max(1, height)))
        areaWidth = (swaps ? high : wide) * crop.width
        areaHeight = (swaps ? wide : high) * crop.height
        cover = max(Double(plan.canvasWidth) / areaWidth, Double(plan.canvasHeight) / areaHeight)
        shareX = min(1, Double(plan.canvasWidth) / (areaWidth * cover))
        shareY = min(1, Double(plan.canvasHeight) / (areaHeight * cover))
    }

    /// What some frames show, as sharp as the closest of their views needs.
    func scene(of frames: Range<Int>) -> Scene {
        var closest = 1.0
        var seen = view(at: frames.lowerBound)
        for index in frames {
            let view = view(at: index)
            closest = max(closest, shareX / view.width)
            seen = seen.union(view)
        }
        let pixels = Self.enclosing(
            video.orientation.stored(crop.absolute(seen)), width: width, height: height)
        let area = crop.relative(
            video.orientation.upright(
                NormalizedRect(
                    x: Double(pixels.x) / Double(width), y: Double(pixels.y) / Double(height),
                    width: Double(pixels.width) / Double(width),
                    height: Double(pixels.height) / Double(height))))
        let (sceneWidth, sceneHeight) = (area.width * areaWidth, area.height * areaHeight)
        let scale = min(cover * closest, (Self.scenePixels / (sceneWidth * sceneHeight)).squareRoot())
        return Scene(
            presentation: Presentation(
                whole: pixels, orientation: video.orientation, width: Self.even(sceneWidth * scale),
                height: Self.even(sceneHeight * scale)),
            area: area)
    }

    /// What frame `index` shows, in shares of a scene that it is part of.
    func window(at index: Int, of scene: Scene) -> NormalizedRect { scene.area.relative(view(at: index)) }

    /// What frame `index` shows, in shares of what the crop leaves. Any later index gives the last frame's view.
    private func view(at index: Int) -> NormalizedRect {
        let seconds = Double(min(max(index, 0), max(0, frameCount - 1))) / frameRate
        // An easing may overshoot to where the picture would not fill the canvas.
        let zoom = max(1, framing.zoom.value(at: seconds))
        let (width, height) = (shareX / zoom, shareY / zoom)
        let x = framing.focus?.x.value(at: seconds) ?? 0.5
        let y = framing.focus?.y.value(at: seconds) ?? 0.5
        return NormalizedRect(
            x: min(max(x - width / 2, 0), 1 - width), y: min(max(y - height / 2, 0), 1 - height),
            width: width, height: height)
    }

    /// The pixels that hold a part of the picture; the origin lies on a whole chroma sample.
    private static func enclosing(_ part: NormalizedRect, width: Int, height: Int) -> PixelRect {
        let x = min(max(0, Int((part.x * Double(width)).rounded(.down))), width - 1) & ~1
        let y = min(max(0, Int((part.y * Double(height)).rounded(.down))), height - 1) & ~1
        let right = min(width, max(x + 1, Int((part.maxX * Double(width)).rounded(.up))))
        let bottom = min(height, max(y + 1, Int((part.maxY * Double(height)).rounded(.up))))
        return PixelRect(x: x, y: y, width: right - x, height: bottom - y)
    }

    private static func even(_ value: Double) -> Int { max(2, Int((value / 2).rounded()) * 2) }
}
