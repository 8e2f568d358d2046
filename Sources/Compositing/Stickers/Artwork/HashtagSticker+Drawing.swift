internal import Story

extension HashtagSticker: StickerDrawing {
    static var colors: [Color] { [Color(rgb: 0x9a_2fe0), Color(rgb: 0xf2_3d8a)] }

    func artwork(
        width: Double, _ palette: StickerPalette, _ typesetter: StickerTypesetter, picture: Bitmap?
    ) -> Artwork {
        .label("#" + tag, "tag", icon: nil, maximumWidth: width, palette, typesetter)
    }
}
