internal import Story

extension TextStyle.LetterCase {
    /// The letters to draw for a part of a text.
    ///
    /// - Parameter previous: the character before the part; nil at the start of the text.
    func applied(to part: String, after previous: Character?) -> String {
        switch self {
        case .none: return part
        case .upper: return part.uppercased()
        case .lower: return part.lowercased()
        case .title:
            var isInside = previous.map(Self.continuesWord) ?? false
            var result = ""
            for character in part {
                result += isInside ? String(character) : character.titlecased
                isInside = Self.continuesWord(character)
            }
            return result
        }
    }

    /// An apostrophe does not begin a new word: "don't" has one capital.
    private static func continuesWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "'" || character == "’"
    }
}

extension Character {
    /// The character with its first code point in title case, so that "ǆ" becomes "ǅ".
    fileprivate var titlecased: String {
        guard let first = unicodeScalars.first else { return "" }
        var result = first.properties.titlecaseMapping
        result.unicodeScalars.append(contentsOf: unicodeScalars.dropFirst())
        return result
    }
}
