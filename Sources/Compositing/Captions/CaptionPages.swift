internal import Story

/// Which words of captions are shown together.
enum CaptionPages {
    /// Divides words into pages of no more lines than the captions may have; a pause begins a new page, and so does
    /// a word that says so.
    ///
    /// - Parameter lines: the number of the line on which each word of a range comes to lie, from 0, if these are
    ///   broken into lines as one text.
    static func divide(
        _ words: [CaptionWord], _ captions: Captions, lines: (Range<Int>) -> [Int]
    ) -> [Range<Int>] {
        if captions.mode == .word { return words.indices.map { $0..<($0 + 1) } }
        return spoken(words).flatMap { range in
            var pages: [Range<Int>] = []
            for (word, line) in zip(range, lines(range)) {
                if pages.count > line / captions.lines, let last = pages.last {
                    pages[pages.count - 1] = last.lowerBound..<(word + 1)
                } else {
                    pages.append(word..<(word + 1))
                }
            }
            return pages
        }
    }

    /// The words between pauses, or up to one that begins a page.
    private static func spoken(_ words: [CaptionWord]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for index in words.indices {
            if let last = ranges.last, words[index].beginning != .page,
                words[index].start - words[index - 1].end <= Captions.hold
            {
                ranges[ranges.count - 1] = last.lowerBound..<(index + 1)
            } else {
                ranges.append(index..<(index + 1))
            }
        }
        return ranges
    }
}
