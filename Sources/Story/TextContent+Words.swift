extension TextContent {
    /// The words of the whole text, as highlights count them: spoken words as given, others split at whitespace. Empty
    /// for a subtitle file that has not been read.
    public var separateWords: [TextWord] {
        switch self {
        case .text(let text): return TextWord.all(of: text)
        case .subtitles: return []
        case .runs(let runs): return TextWord.all(of: runs.map(\.text).joined())
        case .words(let words):
            var text = ""
            return words.map { word in
                text += word.separator(from: text)
                text += word.text
                let end = text.utf8.count
                return TextWord(word.text, range: (end - word.text.utf8.count)..<end)
            }
        }
    }
}
