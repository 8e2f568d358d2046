extension CaptionWord {
    /// Divides a text without whitespace into units that can be caption words. Where the script writes spaces, the text
    /// is one unit; otherwise each letter is a unit, together with its marks and punctuation.
    ///
    /// The text is divided where ``joined(_:)`` inserts no space, so joining the units restores the text. No unit
    /// begins with closing punctuation and none ends with opening punctuation (UAX #14, classes CL, EX, NS, CJ and OP).
    /// Thai and Lao vowels stay with their consonants.
    public static func units(of text: String) -> [String] {
        var units: [String] = []
        var last: Character?
        for character in text {
            if let last, !isDivided(last, character) {
                units[units.count - 1].append(character)
            } else {
                units.append(String(character))
            }
            last = character
        }
        return units
    }

    private static func isDivided(_ last: Character, _ next: Character) -> Bool {
        guard let end = last.unicodeScalars.last, let start = next.unicodeScalars.first else { return false }
        return !needsSpace(between: String(last), and: String(next)) && !goesWithNext(end)
            && !goesWithLast(start)
    }

    /// Whether the scalar belongs to the next letter: opening punctuation, vowels written before their consonant, and
    /// signs that stack the next consonant.
    private static func goesWithNext(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0e40...0x0e44, 0x0ec0...0x0ec4: true  // vowels of Thai and Lao
        case 0x1039, 0x17d2: true  // stacking signs of Myanmar and Khmer
        case 0xff04, 0xffe1, 0xffe5...0xffe6: true  // currencies
        default: [.openPunctuation, .initialPunctuation].contains(scalar.properties.generalCategory)
        }
    }

    /// Whether the scalar belongs to the letter before it: closing punctuation, small kana, signs that lengthen or
    /// repeat, and vowels written after their consonant.
    private static func goesWithLast(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0e2f...0x0e30, 0x0e32...0x0e33, 0x0e45...0x0e46: true  // Thai
        case 0x0eaf...0x0eb0, 0x0eb2...0x0eb3, 0x0ebd, 0x0ec6: true  // Lao
        case 0x3001...0x3002, 0x3005, 0x301c, 0x303b, 0x309b...0x309e, 0x30a0, 0x30fb...0x30fe: true
        case 0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x308e, 0x3095...0x3096:
            true  // hiragana
        case 0x30a1, 0x30a3, 0x30a5, 0x30a7, 0x30a9, 0x30c3, 0x30e3, 0x30e5, 0x30e7, 0x30ee, 0x30f5...0x30f6:
            true  // katakana
        case 0x31f0...0x31ff, 0xff67...0xff70, 0xff9e...0xff9f: true  // small and half-width forms
        case 0xff01, 0xff05, 0xff0c, 0xff0e, 0xff1a...0xff1b, 0xff1f, 0xff61, 0xff64...0xff65: true
        default:
            [.closePunctuation, .finalPunctuation, .spacingMark, .nonspacingMark]
                .contains(scalar.properties.generalCategory)
        }
    }
}
