internal import Story

extension AddYoursSticker: StickerDrawing {
    static var colors: [Color] { [Color(rgb: 0xf2_3d6d), Color(rgb: 0x7a_35e8)] }

    func artwork(
        width: Double, _ palette: StickerPalette, _ typesetter: StickerTypesetter, picture: Bitmap?
    ) -> Artwork {
        .addYours(self, width: width, palette, typesetter)
    }
}

extension Artwork {
    /// A row of portraits, the prompt, and a button.
    fileprivate static func addYours(
        _ addYours: AddYoursSticker, width: Double, _ palette: StickerPalette,
        _ typesetter: StickerTypesetter
    ) -> Artwork {
        let margin = 36.0
        let inner = width - 2 * margin
        let portrait = 84.0
        let prompt = typesetter.shape(
            addYours.prompt, "prompt", size: 44, weight: 800, width: inner, lines: 4)
        let button = 92.0
        let top = margin + portrait + 18
        let height = top + prompt.height + 26 + button + margin
        var artwork = Artwork(width: width, height: height)
        let box = Rectangle(x: 0, y: 0, width: width, height: height)
        artwork.card(box, radius: 44, Paint(palette.card, across: box))
        let step = portrait * 0.68
        for index in 0..<3 {
            let center = Point(x: width / 2 + Double(index - 1) * step, y: margin + portrait / 2)
            artwork.portrait(center, side: portrait, ring: palette.card, colors: palette.accent)
        }
        artwork.draw(
            prompt, in: Rectangle(x: margin, y: top, width: inner, height: prompt.height),
            .plain(palette.text))
        let area = Rectangle(x: margin, y: height - margin - button, width: inner, height: button)
        artwork.fill(
            .box(area, radius: button / 2),
            palette.isOnAccent ? .plain(palette.field) : Paint(palette.accent, across: area))
        let text = typesetter.shape(addYours.button, "button", size: 38, width: inner - 130)
        let color = Paint.plain(palette.isOnAccent ? palette.fieldText : palette.onAccent)
        let icon = 34.0
        let left = area.center.x - (icon + 18 + text.width) / 2
        artwork.draw(
            .plus, in: Rectangle(center: Point(x: left + icon / 2, y: area.center.y), side: icon), color)
        artwork.draw(text, at: Point(x: left + icon + 18, y: area.center.y - text.height / 2), color)
        artwork.parts.append(Part(role: .button, index: 0, box: area))
        return artwork
    }
}
