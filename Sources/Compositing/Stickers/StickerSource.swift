/// The pictures of a sticker, from the first to the last.
protocol StickerSource: AnyObject, Sendable {
    /// The next picture at the file's size; nil after the last one.
    func next() throws(LayerFailure) -> StickerPicture?
    /// Goes back to before the first picture.
    func rewind() throws(LayerFailure)
}

struct StickerPicture {
    let bitmap: Bitmap
    /// How long it is shown, in seconds; without meaning for the only one.
    let seconds: Double
}
