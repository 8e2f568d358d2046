internal import Story

extension ArrowSticker: StickerDrawing {
    static var colors: [Color] { [Color(rgb: 0xf2_2f6d), Color(rgb: 0xf5_6a1a)] }

    func artwork(
        width: Double, _ palette: StickerPalette, _ typesetter: StickerTypesetter, picture: Bitmap?
    ) -> Artwork {
        .arrow(self, width: width, palette, typesetter)
    }
}

extension Artwork {
    /// An arrow with a white edge, and its label at the tail or below.
    fileprivate static func arrow(
        _ arrow: ArrowSticker, width: Double, _ palette: StickerPalette, _ typesetter: StickerTypesetter
    ) -> Artwork {
        let side = width * 0.86
        let label = arrow.label.map {
            typesetter.shape($0, "label", size: 40, weight: 800, width: width - 36)
        }
        let labelHeight = label.map { $0.height + 20 } ?? 0
        let gap = label == nil ? 0 : 10.0
        var artwork = Artwork(width: width, height: side + gap + labelHeight)
        let isLabelAbove = arrow.direction == .down
        let square = Rectangle(
            x: (width - side) / 2, y: isLabelAbove ? labelHeight + gap : 0, width: side, height: side)
        let quarters =
            switch arrow.direction {
            case .up: 0
            case .right: 1
            case .down: 2
            case .left: 3
            }
        // Leaves room for the edge, which extends 14 units beyond the arrow.
        let shape = Icon.arrow.shape(
            in: square.expanded(horizontally: -10, vertically: -10), quarters: quarters)
        artwork.body.append(shape)
        artwork.stroke(shape, width: 28, .plain(.white))
        artwork.stroke(shape, width: 8, Paint(palette.accent, across: square))
        artwork.fill(shape, Paint(palette.accent, across: square))
        if let label {
            let box = Rectangle(
                x: (width - label.width - 36) / 2, y: isLabelAbove ? 0 : side + gap, width: label.width + 36,
                height: labelHeight)
            artwork.body.append(.box(box, radius: labelHeight / 2))
            artwork.fill(.box(box, radius: labelHeight / 2), Paint(palette.card, across: box))
            artwork.draw(label, in: box, .plain(palette.text))
        }
        return artwork
    }
}
