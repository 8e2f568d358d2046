internal import Story

extension StyledText {
    /// The parts that get no hyphen where they are too long for a line, in bytes of ``string``: mentions, hashtags and
    /// links, and every word that is not of letters alone, such as an address, a number or a code. Who types these
    /// from the picture would type the hyphen, too.
    var unhyphenated: [Range<Int>] {
        let bytes = Array(string.utf8)
        let words = TextWord.all(of: string).map(\.range).filter { range in
            !Self.isOfLetters(String(decoding: bytes[range], as: UTF8.self))
        }
        return entities.map(\.range) + words
    }

    /// Whether a word has letters only between the punctuation at its ends; an apostrophe and a soft hyphen are of the
    /// word.
    private static func isOfLetters(_ word: String) -> Bool {
        func isLetter(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isAlphabetic || ["'", "\u{2019}", "\u{ad}"].contains(scalar)
                || [.nonspacingMark, .spacingMark].contains(scalar.properties.generalCategory)
        }
        let scalars = word.unicodeScalars
        guard let first = scalars.firstIndex(where: isLetter), let last = scalars.lastIndex(where: isLetter)
        else { return false }
        let isPunctuation = { (scalar: Unicode.Scalar) in Character(scalar).isPunctuation }
        return scalars[first...last].allSatisfy(isLetter) && scalars[..<first].allSatisfy(isPunctuation)
            && scalars[last...].dropFirst().allSatisfy(isPunctuation)
    }
}
