internal import Story

/// A text overlay on a canvas: at which size it is drawn, and where.
struct TextLayout {
    let overlay: TextOverlay
    let canvasWidth: Int
    let canvasHeight: Int
    let rasteriser: TextRasteriser

    var canvas: PixelArea { PixelArea(x: 0, y: 0, width: canvasWidth, height: canvasHeight) }

    /// How tall the text may be, in pixels.
    var heightLimit: Double {
        let share = overlay.maxHeight ?? (overlay.fit == .shrink ? 1 : .infinity)
        return share * Double(canvasHeight)
    }

    /// Where a box of the text lies.
    func box(width: Double, height: Double) -> BoxTransform {
        BoxTransform(
            overlay.placement, width: width, height: height, canvasWidth: canvasWidth,
            canvasHeight: canvasHeight)
    }

    /// - Parameter scale: pixels of the canvas for each of the style's.
    func shape(_ text: StyledText, scale: Double) -> ShapedText {
        rasteriser.shape(
            text, style: overlay.style, width: overlay.placement.width * Double(canvasWidth), scale: scale)
    }

    /// Everything that the overlay says, at the size at which it fits.
    func shape() -> ShapedText {
        let text = StyledText(overlay)
        let scale = largestScale { scale in
            let shaped = shape(text, scale: scale)
            return shaped.height <= heightLimit && !shaped.breaksWords
        }
        return shape(text, scale: scale)
    }

    /// The scale at which the text is drawn: its own, or where that is too large and the text shrinks, the largest
    /// at which `fits` holds; the smallest one that may be read where that is none.
    func largestScale(where fits: (Double) -> Bool) -> Double {
        let own = Double(canvasWidth) / TextStyle.referenceWidth
        guard overlay.fit == .shrink, !fits(own) else { return own }
        let smallest = own * min(1, TextFit.smallestSize / smallestFont)
        guard fits(smallest) else { return smallest }
        var low = smallest
        var high = own
        // Eight steps come within a 256th: less than a pixel of the largest font.
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
