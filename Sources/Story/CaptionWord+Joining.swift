extension CaptionWord {
    /// Joins the words to one text, with spaces between them except in scripts that write none.
    public static func joined(_ words: [String]) -> String {
        words.reduce(into: "") { text, word in
            if needsSpace(between: text, and: word) { text += " " }
            text += word
        }
    }

    /// Joins the words to one text, with a line feed before each word that begins a line or a page.
    public static func joined(_ words: [CaptionWord]) -> String {
        words.reduce(into: "") { text, word in
            text += word.separator(from: text)
            text += word.text
        }
    }

    /// The separator between the preceding text and this word.
    func separator(from text: String) -> String {
        if text.isEmpty { return "" }
        if beginning != nil { return "\n" }
        return Self.needsSpace(between: text, and: self.text) ? " " : ""
    }

    /// Whether a space separates the word from the text before it.
    public static func needsSpace(between text: String, and word: String) -> Bool {
        guard let last = text.unicodeScalars.last, let first = word.unicodeScalars.first else { return false }
        return !(writesNoSpaces(last) && writesNoSpaces(first))
    }

    /// Whether the scalar's script writes no spaces: Unicode's line breaking classes ID, CJ and SA (UAX #14), with
    /// their punctuation and full-width forms, but without Hangul, which has spaces.
    private static func writesNoSpaces(_ scalar: Unicode.Scalar) -> Bool {
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
