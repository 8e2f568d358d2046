/// A source of a sticker's pictures, in order.
protocol StickerSource: AnyObject, Sendable {
    /// The next picture at the file's size; nil after the last one.
    func next() throws(LayerFailure) -> StickerPicture?
    /// Returns to the first picture.
    func rewind() throws(LayerFailure)
}

struct StickerPicture {
    let bitmap: Bitmap
    /// How long the picture is shown, in seconds. Ignored if it is the only one.
    let seconds: Double
}
