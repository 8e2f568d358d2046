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
    /// All of the text, in its order.
    let spans: [Span]
    /// Mentions, hashtags and links; their ranges are those of ``string``.
    let entities: [EntityScanner.Match]
    /// Where the words begin that were asked for, in bytes of ``string``.
    let wordStarts: [Int]

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
        var string = ""
        var spans: [Span] = []
        var moved = [0: 0]
        for (start, end) in zip(cuts, cuts.dropFirst()) {
            let part = String(decoding: utf8[start..<end], as: UTF8.self)
            let newStart = string.utf8.count
            string += letterCase.applied(to: part, after: string.last)
            var look = Look()
            for mark in marks where mark.range.contains(start) { mark.change(&look) }
            spans.append(Span(range: newStart..<string.utf8.count, look: look))
            moved[end] = string.utf8.count
        }
        wordStarts = words.map { moved[$0.range.lowerBound] ?? 0 }
        self.string = string
        self.spans = spans
        self.entities = entities.map { entity in
            let start = moved[entity.range.lowerBound] ?? 0
            let end = moved[entity.range.upperBound] ?? string.utf8.count
            return EntityScanner.Match(kind: entity.kind, payload: entity.payload, range: start..<end)
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
