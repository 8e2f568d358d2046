internal import Story

/// Captions, divided into pages at the size that fits.
struct CaptionLayout {
    let text: TextLayout
    let words: [CaptionWord]
    /// The words on each page, as ranges.
    let pages: [Range<Int>]
    /// The width of the widest page and the height of the tallest, in pixels.
    let width: Double
    let height: Double
    /// Characters that no installed font has.
    let missing: [Unicode.Scalar]
    /// See ``ShapedText/dividedEmoji``.
    let dividedEmoji: [Character]
    /// Fonts that lack letters of the words, with those letters.
    let lackingFonts: [ShapedText.LackingFont]
    /// See ``ShapedText/brokenWords``.
    let brokenWords: [String]
    private let highlighted: Set<Int>
    /// Canvas pixels for each pixel of the style.
    let scale: Double

    /// - Parameter text: its rasteriser must have no other user.
    /// - Precondition: the content of its overlay is `words`.
    init(_ text: TextLayout, words: [CaptionWord]) {
        self.text = text
        self.words = words
        let overlay = text.overlay
        let highlighted = overlay.highlight?.indices(in: overlay.content.separateWords) ?? []
        func styled(_ range: Range<Int>) -> StyledText {
            StyledText(words: range, of: overlay, highlighted: highlighted, active: nil)
        }
        func pages(at scale: Double) -> [Range<Int>] {
            CaptionPages.divide(words, overlay.captions) { range in
                text.shape(styled(range), scale: scale).linesOfWords
            }
        }
        func shaped(at scale: Double) -> [ShapedText] {
            pages(at: scale).map { text.shape(styled($0), scale: scale) }
        }
        let scale = text.largestScale { scale in
            shaped(at: scale).allSatisfy { $0.height <= text.heightLimit && !$0.breaksWords }
        }
        let all = shaped(at: scale)
        self.highlighted = highlighted
        self.scale = scale
        self.pages = pages(at: scale)
        width = all.map(\.width).max() ?? 0
        height = all.map(\.height).max() ?? 0
        missing = all.flatMap(\.missing).eachOnce
        dividedEmoji = all.flatMap(\.dividedEmoji).eachOnce
        lackingFonts = all.flatMap(\.lackingFonts).reduce(into: []) { found, font in
            guard let index = found.firstIndex(where: { $0.family == font.family }) else {
                return found.append(font)
            }
            found[index].letters = (found[index].letters + font.letters).eachOnce
        }
        brokenWords = all.flatMap(\.brokenWords).eachOnce
    }

    func shape(page: Int, active: Int?, hiddenFrom: Int?) -> ShapedText {
        let styled = StyledText(
            words: pages[page], of: text.overlay, highlighted: highlighted, active: active,
            hiddenFrom: hiddenFrom)
        return text.shape(styled, scale: scale)
    }
}

extension Array where Element: Hashable {
    fileprivate var eachOnce: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}

extension ShapedText {
    /// The line on which each word of the text begins, as an index.
    fileprivate var linesOfWords: [Int] {
        text.wordStarts.map { start in lines.lastIndex { $0.range.lowerBound <= start } ?? 0 }
    }
}
