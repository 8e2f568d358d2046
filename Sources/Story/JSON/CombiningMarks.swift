/// Marks that are drawn with the character before them: accents, vowel signs, points.
///
/// Swift compares texts by what they look like, for which it sorts the marks of a character; that takes time
/// with the square of their number. Unicode allows for such sorting to stop after 30 (UAX #15, section 13,
/// Stream-Safe Text Format).
package enum CombiningMarks {
    /// The most that a character may have: no script needs 10, and texts that are adorned for fun have some dozens.
    package static let limit = 100

    /// What is wrong with a text one of whose characters has more than that.
    package static let refusal = "a character with more than \(limit) combining marks"

    /// Whether a text has a character with more of them.
    package static func areTooMany(in text: String) -> Bool {
        // Of two bytes or more each, so what is shorter has fewer.
        guard text.utf8.count > limit * 2 else { return false }
        var count = 0
        for scalar in text.unicodeScalars {
            // There are none before U+0300.
            if scalar.value >= 0x300, scalar.properties.canonicalCombiningClass != .notReordered {
                count += 1
                if count > limit { return true }
            } else {
                count = 0
            }
        }
        return false
    }
}
