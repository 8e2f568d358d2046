/// The pictures of a sticker's file, from the first to the last.
protocol StickerSource: AnyObject, Sendable {
    /// The next picture at the file's size; nil after the last one.
    func next() throws(LayerFailure) -> StickerPicture?
}

struct StickerPicture {
    let bitmap: Bitmap
    /// How long it is shown, in seconds; without meaning for the only one.
    let seconds: Double
}
