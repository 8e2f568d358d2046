/// Marks that are drawn with the character before them: accents, vowel signs, points.
///
/// Swift compares strings by canonical equivalence, for which it sorts each character's marks in quadratic time.
/// Unicode lets such sorting stop after 30 (UAX #15, section 13, Stream-Safe Text Format).
package enum CombiningMarks {
    /// The most marks that a character may have. No script needs 10; decorated texts have some dozens.
    package static let limit = 100

    /// The error for a text with too many marks on one character.
    package static let refusal = "a character with more than \(limit) combining marks"

    /// Whether a character of the text has more than ``limit`` marks.
    package static func areTooMany(in text: String) -> Bool {
        // Each mark takes two bytes or more, so a shorter text has fewer.
        guard text.utf8.count > limit * 2 else { return false }
        var count = 0
        for scalar in text.unicodeScalars {
            // No mark is below U+0300.
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
