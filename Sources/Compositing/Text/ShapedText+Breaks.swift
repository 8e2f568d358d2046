internal import CPangoCairo
internal import Story

extension ShapedText {
    /// Whether a line breaks inside a word because the word is wider than a line.
    var breaksWords: Bool { !breaksInWords.isEmpty }

    /// The words that are broken between two lines because they are wider than a line; each once.
    var brokenWords: [String] {
        let breaks = breaksInWords
        guard !breaks.isEmpty else { return [] }
        let bytes = Array(text.string.utf8)
        var found: [String] = []
        for word in TextWord.all(of: text.string).map(\.range) {
            // Where the script has no spaces, the dictionary determines the words.
            let known = text.dictionaryWords.filter(word.overlaps)
            for part in known.isEmpty ? [word] : known where breaks.contains(where: part.contains) {
                let word = String(decoding: bytes[part], as: UTF8.self)
                if !found.contains(word) { found.append(word) }
            }
        }
        return found
    }

    /// The byte offsets where a line begins although no line break is allowed.
    ///
    /// Corresponds to `PangoLogAttr.is_line_break`.
    private var breaksInWords: [Int] {
        var count: Int32 = 0
        guard let attributes = unsafe pango_layout_get_log_attrs_readonly(layout, &count) else { return [] }
        let starts = Set(lines.filter { !$0.beginsParagraph }.map(\.range.lowerBound))
        var breaks: [Int] = []
        var offset = 0
        for (index, scalar) in text.string.unicodeScalars.enumerated() {
            if starts.contains(offset), index < Int(count),
                unsafe attributes[index].is_line_break == 0
                    || text.dictionaryWords.contains(where: { $0.contains(offset) && $0.lowerBound < offset })
            {
                breaks.append(offset)
            }
            offset += UTF8.width(scalar)
        }
        return breaks
    }
}
