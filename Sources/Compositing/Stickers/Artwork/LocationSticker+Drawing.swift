internal import Story

extension LocationSticker: StickerDrawing {
    static var colors: [Color] { [Color(rgb: 0x6a_35e8), Color(rgb: 0xc2_2fe0)] }

    func artwork(
        width: Double, _ palette: StickerPalette, _ typesetter: StickerTypesetter, picture: Bitmap?
    ) -> Artwork {
        .label(name, "name", icon: .pin, maximumWidth: width, palette, typesetter)
    }
}
