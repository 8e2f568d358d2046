internal import Story
internal import Synchronization

/// Captions, redrawn whenever the visible words change.
///
/// Frames come in order, so the track keeps only the last picture.
final class CaptionTrack: Sendable {
    let timeline: CaptionTimeline
    /// The box that fits the widest and the tallest page.
    let box: BoxTransform
    private let painter: CaptionPainter
    private let last: Mutex<(index: Int, picture: LayerPicture)?> = Mutex(nil)

    init(_ layout: CaptionLayout, changes: LayerChanges) {
        timeline = CaptionTimeline(
            words: layout.words, pages: layout.pages, mode: layout.text.overlay.captions.mode)
        box = layout.text.box(width: layout.width, height: layout.height)
        painter = CaptionPainter(layout, changes: changes)
    }

    /// The picture of a step of the timeline.
    ///
    /// - Throws: ``LayerFailure`` if memory runs out.
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
    // Sendable: only its track uses it, under a lock, and nothing else uses the layout's rasteriser.
    private let layout: CaptionLayout
    private let changes: LayerChanges

    init(_ layout: CaptionLayout, changes: LayerChanges) {
        self.layout = layout
        self.changes = changes
    }

    func paint(_ step: CaptionTimeline.Step) throws(LayerFailure) -> LayerPicture {
        guard let page = step.page else { preconditionFailure("a step without a page is not drawn") }
        let shaped = layout.shape(page: page, active: step.active, hiddenFrom: step.hiddenFrom)
        let whole = layout.text.box(width: layout.width, height: layout.height)
        let anchor = layout.text.overlay.placement.anchor
        return try LayerPicture(in: whole, changes: changes, canvas: layout.text.canvas) {
            box throws(LayerFailure) in
            // Aligns the page with the anchor of the box that all pages share.
            try shaped.rasterise(
                in: box.part(
                    at: Point(
                        x: (anchor.x * (box.width - shaped.width)).rounded(),
                        y: (anchor.y * (box.height - shaped.height)).rounded()),
                    width: shaped.width, height: shaped.height))
        }
    }
}
