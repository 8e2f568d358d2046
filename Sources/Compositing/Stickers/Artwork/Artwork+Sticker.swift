internal import Story

extension Artwork {
    /// Lays out a sticker.
    ///
    /// - Parameter picture: the sticker's file; nil if it names none.
    /// - Throws: ``LayerFailure`` if nothing draws stickers of this kind.
    init(
        _ sticker: DrawnSticker, _ typesetter: StickerTypesetter, picture: Bitmap?
    ) throws(LayerFailure) {
        guard let drawing = sticker.content.sticker as? any StickerDrawing else {
            throw .unusable("the program does not draw \(sticker.content.kind.rawValue) stickers")
        }
        let palette = StickerPalette(
            sticker.theme, accent: type(of: drawing).colors, color: sticker.color)
        self = drawing.artwork(
            width: sticker.content.unitWidth, palette, typesetter, picture: picture)
    }
}

extension StickerContent {
    /// The default width of the kind's stickers, in units.
    var unitWidth: Double { (standardWidth * TextStyle.referenceWidth).rounded() }
}
