internal import Story

extension EmojiSticker: StickerDrawing {
    static var colors: [Color] { [Color(rgb: 0x26_2628)] }

    func artwork(
        width: Double, _ palette: StickerPalette, _ typesetter: StickerTypesetter, picture: Bitmap?
    ) -> Artwork {
        .emoji(self, width: width, typesetter)
    }
}

extension Artwork {
    /// One emoji that fills the sticker's width or height.
    fileprivate static func emoji(
        _ emoji: EmojiSticker, width: Double, _ typesetter: StickerTypesetter
    ) -> Artwork {
        var artwork = Artwork(width: width, height: width)
        artwork.draw(
            emoji: typesetter.emoji(emoji.emoji, "emoji", side: width),
            center: Point(x: width / 2, y: width / 2))
        return artwork
    }
}
