/// to be replaced
final class StickerFile: StickerSource {
    init(path: String) throws(LayerFailure) { throw .unreadable("not yet") }
    func next() throws(LayerFailure) -> StickerPicture? { nil }
}
