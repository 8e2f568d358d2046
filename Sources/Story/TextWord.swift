/// A word of a text. Whitespace separates words.
public struct TextWord: Hashable, Sendable {
    public let text: String
    /// The word's place in the text, in UTF-8 bytes.
    public let range: Range<Int>

    init(_ text: String, range: Range<Int>? = nil) {
        self.text = text
        self.range = range ?? 0..<text.utf8.count
    }

    /// All words of a text.
    public static func all(of text: String) -> [TextWord] {
        text.split(whereSeparator: \.isWhitespace).map { part in
            let start = text.utf8.distance(from: text.startIndex, to: part.startIndex)
            return TextWord(String(part), range: start..<(start + part.utf8.count))
        }
    }

    /// The word without leading and trailing punctuation.
    var bare: String {
        let isPunctuation: (Character) -> Bool = { $0.isPunctuation && $0 != "@" && $0 != "#" }
        let rest = text.drop(while: isPunctuation)
        let end = rest.lastIndex { !isPunctuation($0) }
        return end.map { String(rest[...$0]) } ?? text
    }
}
