public import Story

/// A slide's overlays laid out to be judged.
///
/// What cannot be drawn is said and left out; of the rest can be asked where it lies, how large its text is,
/// and which pixels are its letters.
public struct OverlayReview: Sendable {
    public let canvasWidth: Int
    public let canvasHeight: Int
    /// What cannot be drawn, and why.
    public let problems: [StoryProblem]
    /// What is drawn otherwise than asked for.
    public let substitutions: [Substitution]
    /// The others, in stacking order.
    public let items: [Item]

    /// An overlay that can be drawn.
    public struct Item: Sendable {
        /// The overlay's place in the slide's list.
        public let index: Int
        public let overlay: Overlay
        /// At rest.
        public let region: HitRegion
        /// The smallest letters' em square as it is seen at rest, in pixels of a canvas 1080 wide; nil for
        /// what is no text.
        public let fontSize: Double?
        /// A text's words that are wider than it may be, so that a line ends inside them.
        public let brokenWords: [String]
        let layer: Layer
        /// A text's letters alone; nil for what is no text.
        let letters: (white: Layer, black: Layer)?
    }

    /// Lays overlays out; see ``Compositor/init(overlays:canvasWidth:canvasHeight:slideDuration:baseDirectory:path:)``.
    ///
    /// - Throws: ``CompositingError/outOfMemory(_:)``.
    public init(
        overlays: [Overlay], canvasWidth: Int, canvasHeight: Int, slideDuration: Double,
        baseDirectory: String, path: String
    ) throws(CompositingError) {
        precondition(canvasWidth > 0 && canvasHeight > 0 && canvasWidth % 2 == 0 && canvasHeight % 2 == 0)
        var problems: [StoryProblem] = []
        var substitutions: [Substitution] = []
        var items: [Item] = []
        func layer(_ overlay: Overlay, _ path: String, isCopy: Bool = false) throws(CompositingError)
            -> Layer?
        {
            var loader = LayerLoader(
                canvasWidth: canvasWidth, canvasHeight: canvasHeight, slideDuration: slideDuration,
                baseDirectory: baseDirectory)
            try loader.load(overlay, path: path)
            problems += loader.problems
            // A copy is in the same fonts.
            if !isCopy { substitutions += loader.substitutions }
            return loader.layers.first
        }
        for (index, overlay) in overlays.enumerated() {
            let path = "\(path)[\(index)]"
            guard let whole = try layer(overlay, path) else { continue }
            var letters: (white: Layer, black: Layer)?
            var fontSize: Double?
            var brokenWords: [String] = []
            if case .text(let text) = overlay,
                let white = try layer(.text(text.lettersAlone(in: .white)), path, isCopy: true),
                let black = try layer(.text(text.lettersAlone(in: .black)), path, isCopy: true)
            {
                letters = (white, black)
                let layout = TextLayout(
                    overlay: text, canvasWidth: canvasWidth, canvasHeight: canvasHeight,
                    rasteriser: TextRasteriser())
                (fontSize, brokenWords) = layout.seen
            }
            items.append(
                Item(
                    index: index, overlay: overlay,
                    region: HitRegion(
                        whole, overlay: index, of: overlays, canvasWidth: canvasWidth,
                        canvasHeight: canvasHeight),
                    fontSize: fontSize, brokenWords: brokenWords, layer: whole, letters: letters))
        }
        self.canvasWidth = canvasWidth
        self.canvasHeight = canvasHeight
        self.problems = problems
        self.substitutions = substitutions
        self.items = items
    }

    /// Where an item's letters are seen at a moment, in seconds from the slide's start; nil where none are.
    ///
    /// - Parameter position: among ``items``.
    /// - Throws: ``CompositingError`` where there is no memory, or a sticker can no longer be read.
    public func letters(of position: Int, at seconds: Double) throws(CompositingError) -> LetterMask? {
        let item = items[position]
        guard let letters = item.letters, let state = item.layer.state(at: seconds) else { return nil }
        let canvas = PixelArea(x: 0, y: 0, width: canvasWidth, height: canvasHeight)
        do {
            var upper: [(overlay: OverlayBitmap, opacity: UInt16)] = []
            for other in items[(position + 1)...] {
                guard let state = other.layer.state(at: seconds) else { continue }
                upper.append((try other.layer.overlay(for: state, on: canvas), state.opacity))
            }
            return LetterMask(
                white: try letters.white.overlay(for: state, on: canvas),
                black: try letters.black.overlay(for: state, on: canvas), upper: upper)
        } catch {
            throw CompositingError(error, path: item.layer.path)
        }
    }
}

extension TextLayout {
    /// The em square of the smallest letters as they are seen at rest, in pixels of a canvas 1080 wide, and the words
    /// that are broken.
    fileprivate var seen: (fontSize: Double, brokenWords: [String]) {
        let drawn: (scale: Double, brokenWords: [String])
        if case .words(let words) = overlay.content {
            let captions = CaptionLayout(self, words: words)
            drawn = (captions.scale, captions.brokenWords)
        } else {
            let text = shape()
            drawn = (text.scale, text.brokenWords)
        }
        let own = Double(canvasWidth) / TextStyle.referenceWidth
        return (smallestFont * drawn.scale / own * overlay.placement.restingScale, drawn.brokenWords)
    }
}
