internal import Synchronization

/// Reads the pictures of a sticker that are not kept, in order and again from the start.
final class StickerStream: Sendable {
    private struct State {
        let source: any StickerSource
        /// The index of the picture that the source returns next; nil before the first rewind.
        var position: Int?
        var last: (index: Int, picture: LayerPicture)?
    }

    private let state: Mutex<State>
    private let renderer: StickerRenderer
    private let box: BoxTransform

    init(source: any StickerSource, renderer: StickerRenderer, box: BoxTransform) {
        state = Mutex(State(source: source))
        self.renderer = renderer
        self.box = box
    }

    /// The picture at `index`.
    ///
    /// - Throws: ``LayerFailure`` if the picture cannot be read again.
    func picture(_ index: Int) throws(LayerFailure) -> LayerPicture {
        try state.withLock { (state) throws(LayerFailure) in
            if let last = state.last, last.index == index { return last.picture }
            var position = state.position ?? .max
            if position > index {
                try state.source.rewind()
                position = 0
            }
            while let next = try state.source.next() {
                position += 1
                state.position = position
                guard position > index else { continue }
                let picture = try renderer.render(next.bitmap, in: box)
                state.last = (index, picture)
                return picture
            }
            throw .unusable("the file has fewer pictures than at the first reading")
        }
    }
}
