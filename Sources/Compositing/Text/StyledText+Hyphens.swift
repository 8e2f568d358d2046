internal import Story

extension StyledText {
    /// The parts that get no hyphen if they are too long for a line, as byte ranges of ``string``: mentions, hashtags,
    /// links, and every word that does not consist of letters alone, such as an address, a number or a code. A viewer
    /// who types these from the picture would type the hyphen, too.
    var unhyphenated: [Range<Int>] {
        let bytes = Array(string.utf8)
        let words = TextWord.all(of: string).map(\.range).filter { range in
            !Self.isOfLetters(String(decoding: bytes[range], as: UTF8.self))
        }
        return entities.map(\.range) + words
    }

    /// Whether a word consists of letters only, apart from punctuation at its ends. An apostrophe and a soft hyphen
    /// count as letters.
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
