internal import CLineBreaks

/// The words of Thai, Lao, Burmese and Khmer, which are written without spaces.
///
/// Only a dictionary can tell where their lines may break (UAX #14, class SA). ICU's library includes a dictionary for
/// each of the four, so a process without access to files finds the same words as any other.
public enum DictionaryWords {
    /// The words of these scripts in a text, in order, as UTF-8 byte ranges. A word includes adjacent punctuation and
    /// digits that no line break separates from it. Empty if the text has no such letters.
    ///
    /// Corresponds to `ubrk_next` with `UBRK_LINE`.
    public static func ranges(in text: String) -> [Range<Int>] {
        let scalars = text.unicodeScalars
        guard scalars.contains(where: isWritten) else { return [] }
        let breaks = lineBreaks(of: Array(text.utf16))
        var words: [Range<Int>] = []
        var (unit, byte, start) = (0, 0, 0)
        var end: Int?
        var next = breaks.startIndex
        for scalar in scalars {
            if next < breaks.endIndex, breaks[next] <= unit {
                if let end { words.append(start..<end) }
                (start, end) = (byte, nil)
                next += 1
            }
            unit += UTF16.width(scalar)
            byte += UTF8.width(scalar)
            // Whitespace after a word does not belong to it.
            if isWritten(scalar) || (end != nil && !scalar.properties.isWhitespace) { end = byte }
        }
        if let end { words.append(start..<end) }
        return words
    }

    /// Whether ICU has the dictionaries.
    public static var areThere: Bool { samples.allSatisfy { ranges(in: $0).count == 2 } }

    /// Two words of each language: "in the bag", "go to the market".
    private static let samples = ["ในกระเป๋า", "ໄປຕະຫຼາດ", "ဈေးကို", "ដើម្បីទិញ"]

    /// Whether the scalar belongs to one of these scripts, by Unicode's `Blocks.txt`.
    static func isWritten(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0e00...0x0eff: true  // Thai, Lao
        case 0x1000...0x109f, 0xa9e0...0xa9ff, 0xaa60...0xaa7f: true  // Myanmar
        case 0x1780...0x17ff: true  // Khmer
        default: false
        }
    }

    /// Where lines may break, in UTF-16 code units; empty if ICU runs out of memory.
    private static func lineBreaks(of units: [UInt16]) -> [Int] {
        // There is no break at the beginning, and one at the end.
        var places = Array(repeating: Int32(0), count: units.count)
        let count = Int32(clamping: units.count)
        let found = unsafe clinebreaks_find(units, count, &places, count)
        return places.prefix(Int(max(0, found))).map(Int.init)
    }
}
