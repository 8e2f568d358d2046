/// Reads pictures of a sticker that are not kept, one after the other and again from the start.
final class StickerStream: @unchecked Sendable {
    // Sendable: it belongs to one compositor, which cannot be copied and uses it in `mutating` methods
    // only.
    private let renderer: StickerRenderer
    private let box: BoxTransform
    private let open: @Sendable () throws(LayerFailure) -> any StickerSource
    private var source: (any StickerSource)?
    /// The picture that the source gives next.
    private var position = 0
    private var last: (index: Int, picture: LayerPicture)?

    init(
        renderer: StickerRenderer, box: BoxTransform,
        open: @escaping @Sendable () throws(LayerFailure) -> any StickerSource
    ) {
        self.renderer = renderer
        self.box = box
        self.open = open
    }

    func picture(_ index: Int) throws(LayerFailure) -> LayerPicture {
        if let last, last.index == index { return last.picture }
        if source == nil || position > index {
            source = try open()
            position = 0
        }
        while let next = try source?.next() {
            position += 1
            guard position > index else { continue }
            let picture = try renderer.render(next.bitmap, in: box)
            last = (index, picture)
            return picture
        }
        throw .unreadable("the file has fewer pictures than when it was read first")
    }
}
