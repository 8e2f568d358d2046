internal import Story
internal import Synchronization

/// Captions: what is seen of them changes from word to word, and is drawn when it does.
///
/// Frames are drawn in their order, so that only the last picture is kept.
final class CaptionTrack: Sendable {
    let timeline: CaptionTimeline
    /// The box of the widest and the tallest page.
    let box: BoxTransform
    private let painter: CaptionPainter
    private let last: Mutex<(index: Int, picture: LayerPicture)?> = Mutex(nil)

    init(_ layout: CaptionLayout, resizes: Bool) {
        timeline = CaptionTimeline(
            words: layout.words, pages: layout.pages, mode: layout.text.overlay.captions.mode)
        box = layout.text.box(width: layout.width, height: layout.height)
        painter = CaptionPainter(layout, resizes: resizes)
    }

    /// What is seen in a step of the timeline.
    ///
    /// - Throws: ``LayerFailure`` where there is no memory.
    func picture(_ index: Int) throws(LayerFailure) -> LayerPicture {
        try last.withLock { (last) throws(LayerFailure) in
            if let last, last.index == index { return last.picture }
            let picture = try painter.paint(timeline.steps[index])
            last = (index, picture)
            return picture
        }
    }
}

/// Draws steps of captions.
private final class CaptionPainter: @unchecked Sendable {
    // Sendable: used under the lock of its track only, and nobody else has the layout's rasteriser.
    private let layout: CaptionLayout
    private let resizes: Bool

    init(_ layout: CaptionLayout, resizes: Bool) {
        self.layout = layout
        self.resizes = resizes
    }

    func paint(_ step: CaptionTimeline.Step) throws(LayerFailure) -> LayerPicture {
        guard let page = step.page else { preconditionFailure("a step without a page is not drawn") }
        let shaped = layout.shape(page: page, active: step.active, hiddenFrom: step.hiddenFrom)
        let box = layout.text.box(width: shaped.width, height: shaped.height)
        return LayerPicture(try shaped.rasterise(in: box), on: layout.text.canvas, resizes: resizes)
    }
}
