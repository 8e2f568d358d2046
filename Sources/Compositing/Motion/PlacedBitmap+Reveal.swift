extension PlacedBitmap {
    /// The visible part of the picture of a box without rotation.
    ///
    /// - Parameters:
    ///   - letters: the positions of the text's letters, in the box's coordinates.
    ///   - origin: the box's upper left corner, in pixels.
    ///   - scale: pixels for each pixel of the box.
    func revealed(
        _ reveal: LayerState.Reveal, _ letters: LetterSteps?, origin: Point, scale: Double
    ) -> PlacedBitmap {
        if reveal.isWhole { return self }
        var result = self
        result.bitmap = Bitmap(width: bitmap.width, height: bitmap.height)
        func column(_ share: Int) -> Int {
            (bitmap.width * share + LayerState.fullScale / 2) / LayerState.fullScale
        }
        let wiped = column(reveal.wipe.lowerBound)..<column(reveal.wipe.upperBound)
        for row in 0..<bitmap.height {
            var seen = [wiped]
            if let letters, let written = reveal.letters {
                let place = (Double(y + row) + 0.5 - origin.y) / scale
                seen = letters.columns(at: place, letters: written).map { part in
                    let left = pixel(part.lowerBound, origin, scale)
                    return (left..<pixel(part.upperBound, origin, scale)).clamped(to: wiped)
                }
            }
            for columns in seen {
                let start = row * bitmap.width
                let pixels = (start + columns.lowerBound)..<(start + columns.upperBound)
                result.bitmap.pixels.replaceSubrange(pixels, with: bitmap.pixels[pixels])
            }
        }
        return result
    }

    /// The pixel column nearest to an x position in the box, clamped to 0 and the width.
    private func pixel(_ place: Double, _ origin: Point, _ scale: Double) -> Int {
        Int(min(max((origin.x + place * scale).rounded() - Double(x), 0), Double(bitmap.width)))
    }
}
