extension PlacedBitmap {
    /// What is seen of the picture of a box that is not turned.
    ///
    /// - Parameters:
    ///   - letters: where the text's letters are, in the box's coordinates.
    ///   - origin: where the box's upper left corner is among the pixels.
    ///   - scale: how many pixels are one of the box.
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
            var columns = wiped
            if let letters, let written = reveal.letters {
                let line = letters.line(at: (Double(y + row) + 0.5 - origin.y) / scale)
                let seen = letters.columns(ofLine: line, letters: written)
                columns = columns.clamped(
                    to: pixel(seen.lowerBound, origin, scale)..<pixel(seen.upperBound, origin, scale))
            }
            let pixels = (row * bitmap.width + columns.lowerBound)..<(row * bitmap.width + columns.upperBound)
            result.bitmap.pixels.replaceSubrange(pixels, with: bitmap.pixels[pixels])
        }
        return result
    }

    /// The column nearest to a place in the box, 0 and the width for what is beyond.
    private func pixel(_ place: Double, _ origin: Point, _ scale: Double) -> Int {
        Int(min(max((origin.x + place * scale).rounded() - Double(x), 0), Double(bitmap.width)))
    }
}
