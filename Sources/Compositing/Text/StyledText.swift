internal import Story

/// A text with the look of each part, ready to be shaped.
struct StyledText {
    /// What differs from the style.
    struct Look: Hashable {
        var color: Color?
        var font: TextStyle.Font?
        /// Of a box behind the part.
        var background: Color?
        /// Takes its place, but is not drawn.
        var isHidden = false
    }

    /// A part with one look.
    struct Span: Hashable {
        /// In bytes of the text's UTF-8.
        let range: Range<Int>
        let look: Look
    }

    /// What is drawn: in the style's letter case.
    let string: String
    /// All of the text but the signs that isolate entities, in its order.
    let spans: [Span]
    /// Mentions, hashtags and links; their ranges are those of ``string``.
    let entities: [EntityScanner.Match]
    /// Where the words begin that were asked for, in bytes of ``string``.
    let wordStarts: [Int]
    /// Words between which lines end where the script has no blanks, in bytes of ``string``.
    let dictionaryWords: [Range<Int>]

    /// A look for a range of the text as it is written.
    struct Mark {
        let range: Range<Int>
        let change: (inout Look) -> Void
    }

    /// A text whose parts look as the marks say, later marks on top of earlier ones.
    ///
    /// - Parameter words: what ``wordStarts`` is for.
    init(
        _ text: String, letterCase: TextStyle.LetterCase, marks: [Mark] = [],
        entities: [EntityScanner.Match] = [], words: [TextWord] = []
    ) {
        let utf8 = Array(text.utf8)
        let bounds = (marks.map(\.range) + entities.map(\.range)).flatMap { [$0.lowerBound, $0.upperBound] }
        let cuts = Set(bounds + words.map(\.range.lowerBound) + [0, utf8.count]).sorted()
        let isolated = Self.isReordered(text) ? entities.map(\.range) : []
        var string = ""
        var spans: [Span] = []
        // Where each cut's part begins, and where the one before it ends.
        var starts: [Int: Int] = [:]
        var ends: [Int: Int] = [:]
        var last: Character?
        for (start, end) in zip(cuts, cuts.dropFirst()) {
            let part = String(decoding: utf8[start..<end], as: UTF8.self)
            if isolated.contains(where: { $0.lowerBound == start }) { string += "\u{2068}" }
            let newStart = string.utf8.count
            let letters = letterCase.applied(to: part, after: last)
            string += letters
            last = letters.last ?? last
            var look = Look()
            for mark in marks where mark.range.contains(start) { mark.change(&look) }
            spans.append(Span(range: newStart..<string.utf8.count, look: look))
            (starts[start], ends[end]) = (newStart, string.utf8.count)
            if isolated.contains(where: { $0.upperBound == end }) { string += "\u{2069}" }
        }
        wordStarts = words.map { starts[$0.range.lowerBound] ?? 0 }
        self.string = string
        dictionaryWords = DictionaryWords.ranges(in: string)
        self.spans = spans
        self.entities = entities.map { entity in
            let start = starts[entity.range.lowerBound] ?? 0
            let end = ends[entity.range.upperBound] ?? string.utf8.count
            return EntityScanner.Match(kind: entity.kind, payload: entity.payload, range: start..<end)
        }
    }

    /// Whether any of the text is written from right to left. Then entities are isolated (UAX #9, FSI and PDI), so that
    /// the sign of a mention stays beside its name, which the rest of the line would draw apart.
    private static func isReordered(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            switch scalar.value {
            // Hebrew to Arabic Extended-A, presentation forms; old and new scripts of that direction; marks for it.
            case 0x0590...0x08ff, 0xfb1d...0xfdff, 0xfe70...0xfeff, 0x10800...0x10fff, 0x1e800...0x1efff,
                0x200f, 0x202b, 0x202e, 0x2067:
                true
            default: false
            }
        }
    }

    /// The span to which the byte at `offset` belongs.
    func spanIndex(at offset: Int) -> Int {
        // The last span that begins there or before.
        var low = 0
        var high = spans.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if spans[middle].range.lowerBound <= offset { low = middle } else { high = middle }
        }
        return low
    }
}
