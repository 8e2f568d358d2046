internal import Story

extension MentionSticker: StickerDrawing {
    static var colors: [Color] { [Color(rgb: 0xf5_7a10), Color(rgb: 0xe8_2a5d)] }

    func artwork(
        width: Double, _ palette: StickerPalette, _ typesetter: StickerTypesetter, picture: Bitmap?
    ) -> Artwork {
        .label("@" + handle, "handle", icon: nil, maximumWidth: width, palette, typesetter)
    }
}
