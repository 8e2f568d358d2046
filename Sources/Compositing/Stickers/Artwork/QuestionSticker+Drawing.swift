internal import Story

extension QuestionSticker: StickerDrawing {
    static var colors: [Color] { [Color(rgb: 0x7a_35e8), Color(rgb: 0xf2_3d6d)] }

    func artwork(
        width: Double, _ palette: StickerPalette, _ typesetter: StickerTypesetter, picture: Bitmap?
    ) -> Artwork {
        .question(self, width: width, palette, typesetter)
    }
}

extension Artwork {
    /// A portrait at the upper edge, the prompt, and a field for the answer.
    fileprivate static func question(
        _ question: QuestionSticker, width: Double, _ palette: StickerPalette,
        _ typesetter: StickerTypesetter
    ) -> Artwork {
        let margin = 40.0
        let inner = width - 2 * margin
        let portrait = 124.0
        let prompt = typesetter.shape(
            question.prompt, "prompt", size: 46, weight: 800, width: inner, lines: 4)
        let field = 116.0
        let top = portrait + 18
        let height = top + prompt.height + 30 + field + margin
        var artwork = Artwork(width: width, height: height)
        let card = Rectangle(minX: 0, minY: portrait / 2, maxX: width, maxY: height)
        artwork.card(card, radius: 44, Paint(palette.card, across: card))
        let center = Point(x: width / 2, y: portrait / 2)
        artwork.body.append(.circle(center, radius: portrait / 2))
        artwork.portrait(center, side: portrait, ring: palette.card, colors: palette.accent)
        artwork.draw(
            prompt, in: Rectangle(x: margin, y: top, width: inner, height: prompt.height),
            .plain(palette.text))
        let area = Rectangle(x: margin, y: top + prompt.height + 30, width: inner, height: field)
        artwork.fill(.box(area, radius: 28), .plain(palette.field))
        let placeholder = typesetter.shape(
            question.placeholder, "placeholder", size: 38, weight: 500, width: inner - 40)
        // Pale, like placeholder text.
        let color = palette.fieldText
        artwork.draw(
            placeholder, in: area,
            .plain(Color(red: color.red, green: color.green, blue: color.blue, alpha: 0x99)))
        artwork.parts.append(Part(role: .field, index: 0, box: area))
        return artwork
    }
}
