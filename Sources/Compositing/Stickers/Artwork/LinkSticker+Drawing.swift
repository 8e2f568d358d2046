internal import Story

extension LinkSticker: StickerDrawing {
    static var colors: [Color] { [Color(rgb: 0x0a_6cf0), Color(rgb: 0x18_9cf5)] }

    func artwork(
        width: Double, _ palette: StickerPalette, _ typesetter: StickerTypesetter, picture: Bitmap?
    ) -> Artwork {
        .label(
            label ?? host ?? url, label == nil ? "url" : "label", icon: .chain, maximumWidth: width, palette,
            typesetter)
    }
}
