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
    ///   - canvasWidth: in pixels, even.
    ///   - canvasHeight: in pixels, even.
    public init(
        width: Int, height: Int, pixelAspect: Rational, orientation: Orientation, fit: Fit,
        canvasWidth: Int, canvasHeight: Int
    ) {
        let aspect = pixelAspect.isKnown ? pixelAspect.value : 1
        let storedWidth = max(1, Double(width) * aspect)
        let storedHeight = Double(max(1, height))
        let uprightWidth = orientation.swapsAxes ? storedHeight : storedWidth
        let uprightHeight = orientation.swapsAxes ? storedWidth : storedHeight
        let horizontal = Double(canvasWidth) / uprightWidth
        let vertical = Double(canvasHeight) / uprightHeight

        if Self.resolve(fit, horizontal, vertical) == .cover {
            let scale = max(horizontal, vertical)
            // The visible part of the upright picture, as shares of its width and height.
            let shareX = min(1, Double(canvasWidth) / (uprightWidth * scale))
            let shareY = min(1, Double(canvasHeight) / (uprightHeight * scale))
            crop = Self.centred(
                width: width, height: height,
                shareX: orientation.swapsAxes ? shareY : shareX,
                shareY: orientation.swapsAxes ? shareX : shareY)
            target = PixelRect(x: 0, y: 0, width: canvasWidth, height: canvasHeight)
            background = .none
        } else {
            let scale = min(horizontal, vertical)
            let targetWidth = Self.even(uprightWidth * scale, atMost: canvasWidth)
            let targetHeight = Self.even(uprightHeight * scale, atMost: canvasHeight)
            crop = PixelRect(x: 0, y: 0, width: width, height: height)
            target = PixelRect(
                x: (canvasWidth - targetWidth) / 4 * 2, y: (canvasHeight - targetHeight) / 4 * 2,
                width: targetWidth, height: targetHeight)
            let fills = targetWidth == canvasWidth && targetHeight == canvasHeight
            background = fills ? .none : fit == .contain ? .black : .blur
        }
        scaledWidth = orientation.swapsAxes ? target.height : target.width
        scaledHeight = orientation.swapsAxes ? target.width : target.height
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

    /// The middle of the picture; its origin lies on a whole chroma sample.
    private static func centred(width: Int, height: Int, shareX: Double, shareY: Double) -> PixelRect {
        let cropWidth = min(width, max(1, Int((Double(width) * shareX).rounded())))
        let cropHeight = min(height, max(1, Int((Double(height) * shareY).rounded())))
        return PixelRect(
            x: (width - cropWidth) / 2 & ~1, y: (height - cropHeight) / 2 & ~1,
            width: cropWidth, height: cropHeight)
    }

    private static func even(_ value: Double, atMost limit: Int) -> Int {
        min(limit, max(2, Int((value / 2).rounded()) * 2))
    }
}
