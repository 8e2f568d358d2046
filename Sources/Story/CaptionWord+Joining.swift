extension CaptionWord {
    /// The words as one text: with blanks between them, but not between those of scripts that write none.
    public static func joined(_ words: [String]) -> String {
        words.reduce(into: "") { text, word in
            if needsBlank(between: text, and: word) { text += " " }
            text += word
        }
    }

    /// The words as one text, in which those that begin a line stand behind a line feed.
    public static func joined(_ words: [CaptionWord]) -> String {
        words.reduce(into: "") { text, word in
            text += word.separator(from: text)
            text += word.text
        }
    }

    /// What stands between the text before the word and the word.
    func separator(from text: String) -> String {
        if text.isEmpty { return "" }
        if beginning != nil { return "\n" }
        return Self.needsBlank(between: text, and: self.text) ? " " : ""
    }

    /// Whether a blank separates a word from the text before it.
    public static func needsBlank(between text: String, and word: String) -> Bool {
        guard let last = text.unicodeScalars.last, let first = word.unicodeScalars.first else { return false }
        return !(writesNoBlanks(last) && writesNoBlanks(first))
    }

    /// Scripts of Unicode's line breaking classes ID, CJ and SA (UAX #14), without Hangul, which has blanks;
    /// with their punctuation and full-width forms.
    private static func writesNoBlanks(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0e00...0x0eff, 0x1780...0x17ff: true  // Thai, Lao, Khmer
        case 0x1000...0x109f, 0xa9e0...0xa9ff, 0xaa60...0xaa7f: true  // Myanmar
        case 0x3000...0x30ff, 0x31f0...0x31ff: true  // CJK punctuation, kana
        case 0x3400...0x4dbf, 0x4e00...0x9fff, 0xf900...0xfaff, 0x20000...0x323af: true  // Han
        case 0xff00...0xff9f: true  // full-width and half-width forms
        default: false
        }
    }
}
