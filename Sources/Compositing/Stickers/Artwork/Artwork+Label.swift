internal import Story

extension Artwork {
    /// An icon followed by one line of text. The width follows from the content.
    static func label(
        _ text: String, _ field: String, icon: Icon?, maximumWidth: Double, _ palette: StickerPalette,
        _ typesetter: StickerTypesetter
    ) -> Artwork {
        let margin = 34.0
        let height = 108.0
        let iconSide = 58.0
        let left = icon == nil ? margin : margin - 6 + iconSide + 10
        let shaped = typesetter.shape(
            text, field, size: 54, weight: 800, width: maximumWidth - left - margin)
        var artwork = Artwork(width: left + shaped.width + margin, height: height)
        let box = Rectangle(x: 0, y: 0, width: artwork.width, height: height)
        artwork.card(box, radius: 30, Paint(palette.card, across: box))
        let paint = Paint(palette.onCard, across: box)
        if let icon {
            artwork.draw(
                icon,
                in: Rectangle(center: Point(x: margin - 6 + iconSide / 2, y: height / 2), side: iconSide),
                paint)
        }
        artwork.draw(shaped, at: Point(x: left, y: (height - shaped.height) / 2), paint)
        return artwork
    }
}
