public import Story

/// A slide's overlays, laid out for review.
///
/// Overlays that cannot be drawn are reported and left out. For the others, the review tells where they lie, how large
/// their text is, and which pixels are letters.
public struct OverlayReview: Sendable {
    public let canvasWidth: Int
    public let canvasHeight: Int
    /// The overlays that cannot be drawn, and why.
    public let problems: [StoryProblem]
    /// Differences between what the story asks for and what is drawn.
    public let substitutions: [Substitution]
    /// The overlays that can be drawn, in stacking order.
    public let items: [Item]

    /// An overlay that can be drawn.
    public struct Item: Sendable {
        /// The overlay's index in the slide's list.
        public let index: Int
        public let overlay: Overlay
        /// The region at rest.
        public let region: HitRegion
        /// The em square of the smallest letters at rest, in pixels of a canvas 1080 wide; nil for overlays other than
        /// text.
        public let fontSize: Double?
        /// Words of a text that are wider than its line, so that a line breaks inside them.
        public let brokenWords: [String]
        let layer: Layer
        /// A text's letters without anything else; nil for overlays other than text.
        let letters: (white: Layer, black: Layer)?
    }

    /// Lays overlays out; see ``Compositor/init(overlays:canvasWidth:canvasHeight:slideDuration:baseDirectory:fonts:path:)``.
    ///
    /// - Throws: ``CompositingError/outOfMemory(_:)``.
    public init(
        overlays: [Overlay], canvasWidth: Int, canvasHeight: Int, slideDuration: Double,
        baseDirectory: String, fonts library: FontLibrary? = nil, path: String
    ) throws(CompositingError) {
        precondition(canvasWidth > 0 && canvasHeight > 0 && canvasWidth % 2 == 0 && canvasHeight % 2 == 0)
        var problems: [StoryProblem] = []
        var substitutions: [Substitution] = []
        var items: [Item] = []
        var fonts: LoadedFonts?
        do throws(CompositingError) {
            fonts = try library?.fonts(for: overlays)
            substitutions = fonts?.notes(on: overlays) ?? []
        } catch {
            guard case .unusable(let found) = error else { throw error }
            problems = found
        }
        func layer(_ overlay: Overlay, _ path: String, isCopy: Bool = false) throws(CompositingError)
            -> Layer?
        {
            var loader = LayerLoader(
                canvasWidth: canvasWidth, canvasHeight: canvasHeight, slideDuration: slideDuration,
                baseDirectory: baseDirectory, fonts: fonts)
            try loader.load(overlay, path: path)
            problems += loader.problems
            // The copies use the same fonts.
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
                    rasteriser: TextRasteriser(fonts))
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

    /// Where an item's letters are visible at a moment, in seconds from the slide's start; nil if no letters are.
    ///
    /// - Parameter position: the item's index in ``items``.
    /// - Throws: ``CompositingError`` if memory runs out, or if a sticker can no longer be read.
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
    /// The em square of the smallest letters at rest, in pixels of a canvas 1080 wide, and the broken words.
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
