internal import Story

/// How a kind of sticker is drawn. Each kind conforms to it in a file of its own, which is all that finds the drawing.
protocol StickerDrawing {
    /// The kind's own colours, from left to right.
    static var colors: [Color] { get }

    /// Lays the sticker out.
    ///
    /// - Parameters:
    ///   - width: the width of a card, and the maximum width of a label, in units.
    ///   - picture: the sticker's file; nil if it names none.
    func artwork(
        width: Double, _ palette: StickerPalette, _ typesetter: StickerTypesetter, picture: Bitmap?
    ) -> Artwork
}

extension Color {
    /// An opaque colour, written as in the web's `#rrggbb`.
    init(rgb value: UInt32) {
        self.init(
            red: UInt8(truncatingIfNeeded: value >> 16), green: UInt8(truncatingIfNeeded: value >> 8),
            blue: UInt8(truncatingIfNeeded: value))
    }
}
