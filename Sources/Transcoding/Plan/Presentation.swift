public import Libav
public import Story

/// Which part of a stored picture is shown, and where on the canvas.
///
/// Scaling comes before turning. So the crop and the scaled size are those of the stored picture, and the target is
/// where the turned picture lies.
public struct Presentation: Hashable, Sendable, Codable {
    /// What lies behind the picture.
    public enum Background: String, Hashable, Sendable, Codable {
        /// Nothing: the picture covers everything.
        case none
        case black
        case blur
    }

    /// The part of the stored picture that is shown.
    public var crop: PixelRect
    /// The size to scale that part to, before turning.
    public var scaledWidth: Int
    public var scaledHeight: Int
    /// Where the scaled and turned picture lies on the canvas; all four numbers are even.
    public var target: PixelRect
    public var background: Background

    /// Places a picture.
    ///
    /// - Parameters:
    ///   - width: columns of the stored picture.
    ///   - height: rows of the stored picture.
    ///   - pixelAspect: the shape of a stored pixel, width to height.
    ///   - orientation: how the stored picture is turned to be upright.
    ///   - fit: how to fill the canvas.
    ///   - framing: which part is shown; what moves has its value at the beginning.
    ///   - canvasWidth: in pixels, even.
    ///   - canvasHeight: in pixels, even.
    public init(
        width: Int, height: Int, pixelAspect: Rational, orientation: Orientation, fit: Fit,
        framing: Framing = Framing(), canvasWidth: Int, canvasHeight: Int
    ) {
        let aspect = pixelAspect.isKnown ? pixelAspect.value : 1
        let area = framing.crop ?? .whole
        let stored = orientation.stored(area)
        let storedWidth = max(1, Double(width) * aspect) * stored.width
        let storedHeight = Double(max(1, height)) * stored.height
        let uprightWidth = orientation.swapsAxes ? storedHeight : storedWidth
        let uprightHeight = orientation.swapsAxes ? storedWidth : storedHeight
        let horizontal = Double(canvasWidth) / uprightWidth
        let vertical = Double(canvasHeight) / uprightHeight
        let covers = Self.resolve(fit, horizontal, vertical) == .cover
        let scale =
            (covers ? max(horizontal, vertical) : min(horizontal, vertical)) * framing.zoom.value(at: 0)
        // The visible part of the upright picture, as shares of its width and height.
        let shareX = min(1, Double(canvasWidth) / (uprightWidth * scale))
        let shareY = min(1, Double(canvasHeight) / (uprightHeight * scale))
        let focus = orientation.stored(
            x: framing.focus?.x.value(at: 0) ?? 0.5, y: framing.focus?.y.value(at: 0) ?? 0.5)
        let columns = Self.range(
            of: width, from: stored.x, share: stored.width, seen: orientation.swapsAxes ? shareY : shareX,
            about: focus.x)
        let rows = Self.range(
            of: height, from: stored.y, share: stored.height, seen: orientation.swapsAxes ? shareX : shareY,
            about: focus.y)
        crop = PixelRect(x: columns.start, y: rows.start, width: columns.count, height: rows.count)
        let targetWidth = Self.even(uprightWidth * shareX * scale, atMost: canvasWidth)
        let targetHeight = Self.even(uprightHeight * shareY * scale, atMost: canvasHeight)
        target = PixelRect(
            x: (canvasWidth - targetWidth) / 4 * 2, y: (canvasHeight - targetHeight) / 4 * 2,
            width: targetWidth, height: targetHeight)
        let fills = targetWidth == canvasWidth && targetHeight == canvasHeight
        background = fills ? .none : fit == .contain ? .black : .blur
        scaledWidth = orientation.swapsAxes ? target.height : target.width
        scaledHeight = orientation.swapsAxes ? target.width : target.height
    }

    /// Shows a part of a picture on a canvas of its own.
    ///
    /// - Parameters:
    ///   - crop: the part of the stored picture.
    ///   - width: of the canvas, in pixels, even.
    ///   - height: of the canvas, in pixels, even.
    init(whole crop: PixelRect, orientation: Orientation, width: Int, height: Int) {
        self.crop = crop
        target = PixelRect(x: 0, y: 0, width: width, height: height)
        background = .none
        scaledWidth = orientation.swapsAxes ? height : width
        scaledHeight = orientation.swapsAxes ? width : height
    }

    /// The share of a picture's area that `auto` may cut off to fill the canvas. It is enough for 1080×2040 of a tall
    /// phone or 10:16, but not for 3:4, which would lose a head at the edge.
    static let coverableLoss = 0.15

    /// What `auto` means for a picture whose sides reach the canvas at these two scales.
    static func resolve(_ fit: Fit, _ horizontal: Double, _ vertical: Double) -> Fit {
        guard fit == .auto else { return fit }
        let kept = min(horizontal, vertical) / max(horizontal, vertical)
        return kept >= 1 - coverableLoss ? .cover : .blur
    }

    /// What `auto` means for an upright picture of this size.
    public static func resolve(
        _ fit: Fit, displayWidth: Int, displayHeight: Int, canvasWidth: Int, canvasHeight: Int
    ) -> Fit {
        resolve(
            fit, Double(canvasWidth) / Double(max(1, displayWidth)),
            Double(canvasHeight) / Double(max(1, displayHeight)))
    }

    /// The columns or rows that are shown; the first lies on a whole chroma sample.
    ///
    /// - Parameters:
    ///   - count: of the picture.
    ///   - start: where the usable part begins, as a share of the picture.
    ///   - share: of the picture that is usable.
    ///   - seen: the share of the usable part that is shown.
    ///   - focus: where the middle of the shown part is to be, as a share of the usable part.
    private static func range(
        of count: Int, from start: Double, share: Double, seen: Double, about focus: Double
    ) -> (start: Int, count: Int) {
        let (first, length) = (start * Double(count), share * Double(count))
        let shown = min(count, max(1, Int((length * seen).rounded())))
        let most = max(first, first + length - Double(shown))
        let wanted = min(max(first + length * focus - Double(shown) / 2, first), most)
        return (min(Int(wanted), count - shown) & ~1, shown)
    }

    private static func even(_ value: Double, atMost limit: Int) -> Int {
        min(limit, max(2, Int((value / 2).rounded()) * 2))
    }
}

extension VideoPlan {
    /// Where a picture of another size lies, or on another canvas.
    func presentation(width: Int, height: Int, canvasWidth: Int, canvasHeight: Int) -> Presentation {
        Presentation(
            width: width, height: height, pixelAspect: pixelAspect, orientation: orientation, fit: fit,
            framing: framing ?? Framing(), canvasWidth: canvasWidth, canvasHeight: canvasHeight)
    }
}
