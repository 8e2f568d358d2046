internal import Story

extension EmojiSliderSticker: StickerDrawing {
    static var colors: [Color] { [Color(rgb: 0xf5_6a1a), Color(rgb: 0xf2_2f7a)] }

    func artwork(
        width: Double, _ palette: StickerPalette, _ typesetter: StickerTypesetter, picture: Bitmap?
    ) -> Artwork {
        .emojiSlider(self, width: width, palette, typesetter)
    }
}

extension Artwork {
    /// The question above a track with an emoji on it.
    fileprivate static func emojiSlider(
        _ slider: EmojiSliderSticker, width: Double, _ palette: StickerPalette,
        _ typesetter: StickerTypesetter
    ) -> Artwork {
        let margin = 44.0
        let inner = width - 2 * margin
        let question = typesetter.shape(
            slider.question, "question", size: 46, weight: 800, width: inner, lines: 3)
        let thumb = 104.0
        let top = margin + question.height + 26
        let height = top + thumb + 36
        var artwork = Artwork(width: width, height: height)
        let box = Rectangle(x: 0, y: 0, width: width, height: height)
        artwork.card(box, radius: 44, Paint(palette.card, across: box))
        artwork.draw(
            question, in: Rectangle(x: margin, y: margin, width: inner, height: question.height),
            .plain(palette.text))
        let track = Rectangle(x: margin, y: top + thumb / 2 - 13, width: inner, height: 26)
        artwork.fill(.box(track, radius: 13), .plain(palette.field))
        // The emoji stays on the track at both ends.
        let center = Point(x: track.minX + thumb / 2 + slider.value * (inner - thumb), y: track.center.y)
        artwork.fill(
            .box(
                Rectangle(minX: track.minX, minY: track.minY, maxX: center.x, maxY: track.maxY), radius: 13),
            Paint(palette.isOnAccent ? [palette.fieldText] : palette.accent, across: track))
        artwork.draw(emoji: typesetter.emoji(slider.emoji, "emoji", side: thumb), center: center)
        artwork.parts.append(
            Part(role: .slider, index: 0, box: Rectangle(x: margin, y: top, width: inner, height: thumb)))
        return artwork
    }
}
