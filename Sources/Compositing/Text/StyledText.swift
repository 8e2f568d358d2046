internal import Story

/// A text with the look of each part, ready for shaping.
struct StyledText {
    /// Differences from the style.
    struct Look: Hashable {
        var color: Color?
        var font: TextStyle.Font?
        /// The colour of a box behind the part.
        var background: Color?
        /// Whether the part takes up space without being drawn.
        var isHidden = false
    }

    /// A part with one look.
    struct Span: Hashable {
        /// In UTF-8 bytes of ``string``.
        let range: Range<Int>
        let look: Look
    }

    /// The text to draw, in the style's letter case.
    let string: String
    /// The spans in order. They cover all of ``string`` except the signs that isolate entities.
    let spans: [Span]
    /// Mentions, hashtags and links, as ranges of ``string``.
    let entities: [EntityScanner.Match]
    /// The starts of the words passed to the initialiser, as byte offsets in ``string``.
    let wordStarts: [Int]
    /// Words of scripts without spaces, between which lines may break, as byte ranges of ``string``.
    let dictionaryWords: [Range<Int>]

    /// A look for a range of the original text.
    struct Mark {
        let range: Range<Int>
        let change: (inout Look) -> Void
    }

    /// A text with the looks of the marks. Later marks override earlier ones.
    ///
    /// - Parameter words: the words for ``wordStarts``.
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
        // For each cut, the start of the part after it and the end of the part before it, in ``string``.
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

    /// Whether the text has right-to-left parts. If so, entities are isolated (UAX #9, FSI and PDI). Otherwise the rest
    /// of the line could separate the sign of a mention from its name.
    private static func isReordered(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            switch scalar.value {
            // Hebrew to Arabic Extended-A; presentation forms; ancient and modern right-to-left scripts; direction
            // marks.
            case 0x0590...0x08ff, 0xfb1d...0xfdff, 0xfe70...0xfeff, 0x10800...0x10fff, 0x1e800...0x1efff,
                0x200f, 0x202b, 0x202e, 0x2067:
                true
            default: false
            }
        }
    }

    /// The index of the span that contains the byte at `offset`.
    func spanIndex(at offset: Int) -> Int {
        // Finds the last span that begins at or before the offset.
        var low = 0
        var high = spans.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if spans[middle].range.lowerBound <= offset { low = middle } else { high = middle }
        }
        return low
    }
}
