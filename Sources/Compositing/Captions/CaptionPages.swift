internal import Story

/// Divides captions into pages.
enum CaptionPages {
    /// Divides words into pages with no more lines than the captions may have. A pause begins a new page, and so does a
    /// word marked as the beginning of a page.
    ///
    /// - Parameter lines: breaks a range of words into lines as one text, and returns the line of each word, from 0.
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

    /// Runs of words without a pause in between and without a word that begins a page, except as the first.
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
