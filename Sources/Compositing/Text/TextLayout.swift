internal import Story

/// Lays out a text overlay on a canvas, at the size that fits.
struct TextLayout {
    let overlay: TextOverlay
    let canvasWidth: Int
    let canvasHeight: Int
    let rasteriser: TextRasteriser

    var canvas: PixelArea { PixelArea(x: 0, y: 0, width: canvasWidth, height: canvasHeight) }

    /// The maximum height of the text, in pixels.
    var heightLimit: Double {
        let share = overlay.maxHeight ?? (overlay.fit == .shrink ? 1 : .infinity)
        return share * Double(canvasHeight)
    }

    /// The placement of a box with the text's size.
    func box(width: Double, height: Double) -> BoxTransform {
        BoxTransform(
            overlay.placement, width: width, height: height, canvasWidth: canvasWidth,
            canvasHeight: canvasHeight)
    }

    /// - Parameter scale: canvas pixels for each pixel of the style.
    func shape(_ text: StyledText, scale: Double) -> ShapedText {
        rasteriser.shape(
            text, style: overlay.style, width: overlay.placement.width * Double(canvasWidth), scale: scale)
    }

    /// The overlay's whole text, at the size that fits.
    func shape() -> ShapedText {
        let text = StyledText(overlay)
        let scale = largestScale { scale in
            let shaped = shape(text, scale: scale)
            return shaped.height <= heightLimit && !shaped.breaksWords
        }
        return shape(text, scale: scale)
    }

    /// The scale for drawing the text: its own, unless the text is too large and shrinks. Then it is the largest scale
    /// at which `fits` is true, but at least the smallest legible one.
    func largestScale(where fits: (Double) -> Bool) -> Double {
        let own = Double(canvasWidth) / TextStyle.referenceWidth
        guard overlay.fit == .shrink, !fits(own) else { return own }
        let smallest = own * min(1, TextFit.smallestSize / smallestFont)
        guard fits(smallest) else { return smallest }
        var low = smallest
        var high = own
        // Eight steps reach 1/256 of the range: less than a pixel of the largest font.
        for _ in 0..<8 {
            let middle = (low + high) / 2
            if fits(middle) { low = middle } else { high = middle }
        }
        return low
    }

    /// The em square of the smallest letters, in pixels of a canvas 1080 wide, before the text shrinks.
    var smallestFont: Double {
        let own = overlay.style.font.size
        guard case .runs(let runs) = overlay.content else { return own }
        return runs.map { $0.font.size ?? own }.min() ?? own
    }
}
