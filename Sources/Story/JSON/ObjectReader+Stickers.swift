extension ObjectReader {
    /// Reads one emoji, with its skin tone, family or flag.
    mutating func emoji(_ key: String) -> String? {
        word(key, required: true, allowed: "one emoji, such as \"🔥\"") { text in
            guard text.count == 1, let first = text.unicodeScalars.first, text.unicodeScalars.count <= 32,
                first.properties.isEmoji
            else { return nil }
            if first.properties.isEmojiPresentation || text.unicodeScalars.count > 1 { return text }
            // ASCII digits and signs count as emoji, but stand for themselves without the scalars that make keycaps of
            // them. Others, such as the heart, are text unless VARIATION SELECTOR-16 follows.
            return first.isASCII ? nil : text + "\u{fe0f}"
        }
    }

    /// Reads a name without spaces. It may include the mark that is drawn before it.
    mutating func name(_ key: String, after mark: Character) -> String? {
        // Far more than any platform allows.
        let longest = 100
        return word(
            key, required: true,
            allowed: "1 to \(longest) characters without spaces, with or without \"\(mark)\" before them"
        ) { text in
            let name = text.first == mark ? text.dropFirst() : Substring(text)
            let isName = name.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && $0.properties.generalCategory != .control
            }
            guard isName, !name.unicodeScalars.allSatisfy(\.isInvisible),
                name.unicodeScalars.count <= longest, !name.contains(mark)
            else { return nil }
            return String(name)
        }
    }
}
