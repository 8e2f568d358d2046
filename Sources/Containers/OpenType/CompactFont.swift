/// Outlines in the tables `CFF ` and `CFF2` (Adobe Technical Note 5176; OpenType 1.9, "CFF2").
///
/// Checks the frame around the outlines: lists and the offsets to them. FreeType checks each outline while it draws it.
enum CompactFont {
    /// The operator of a dictionary before which the place of the outlines stands.
    private static let outlines = 17

    static func check(_ table: TableBytes, glyphCount: Int) throws(HeaderError) {
        guard try table.uint8(at: 0) == 1 else { throw table.broken("has an unknown version") }
        let names = try index(table, at: try table.uint8(at: 2), wideCount: false)
        guard names.count == 1 else { throw table.broken("has \(names.count) fonts instead of one") }
        let dictionaries = try index(table, at: names.end, wideCount: false)
        guard let dictionary = dictionaries.first else { throw table.broken("has no dictionary") }
        let strings = try index(table, at: dictionaries.end, wideCount: false)
        _ = try index(table, at: strings.end, wideCount: false)
        try checkOutlines(table, dictionary, glyphCount: glyphCount, wideCount: false)
    }

    static func checkSecond(_ table: TableBytes, glyphCount: Int) throws(HeaderError) {
        guard try table.uint8(at: 0) == 2 else { throw table.broken("has an unknown version") }
        let start = try table.uint8(at: 2)
        let length = try table.uint16(at: 3)
        try table.require(start + length)
        _ = try index(table, at: start + length, wideCount: true)
        try checkOutlines(table, start..<(start + length), glyphCount: glyphCount, wideCount: true)
    }

    private static func checkOutlines(
        _ table: TableBytes, _ dictionary: Range<Int>, glyphCount: Int, wideCount: Bool
    ) throws(HeaderError) {
        guard let place = try number(before: outlines, in: table, dictionary) else {
            throw table.broken("does not tell where its outlines are")
        }
        let outlines = try index(table, at: place, wideCount: wideCount)
        guard outlines.count == glyphCount else {
            throw table.broken("has \(outlines.count) outlines for \(glyphCount) glyphs")
        }
    }

    /// A list of byte ranges, of which only the first is needed.
    private struct List {
        let count: Int
        let first: Range<Int>?
        /// The offset after the list.
        let end: Int
    }

    private static func index(
        _ table: TableBytes, at start: Int, wideCount: Bool
    ) throws(HeaderError) -> List {
        let count = wideCount ? try table.uint32(at: start) : try table.uint16(at: start)
        let offsets = start + (wideCount ? 4 : 2)
        guard count > 0 else { return List(count: 0, first: nil, end: offsets) }
        let size = try table.uint8(at: offsets)
        guard (1...4).contains(size) else { throw table.broken("has a list with offsets of \(size) bytes") }
        // The bytes begin after the offsets, which count from 1.
        let data = offsets + 1 + (count + 1) * size - 1
        try table.require(data + 1)
        var last = 1
        var second = 1
        for index in 0...count {
            let offset = try table.unsigned(at: offsets + 1 + index * size, bytes: size)
            guard index == 0 ? offset == 1 : offset >= last, data + offset <= table.count else {
                throw table.broken("has a list whose offsets are out of order")
            }
            if index == 1 { second = offset }
            last = offset
        }
        return List(count: count, first: (data + 1)..<(data + second), end: data + last)
    }

    /// The whole number before an operator of a dictionary; nil if the operator is missing.
    private static func number(
        before wanted: Int, in table: TableBytes, _ dictionary: Range<Int>
    ) throws(HeaderError) -> Int? {
        var offset = dictionary.lowerBound
        var last: Int?
        while offset < dictionary.upperBound {
            let byte = try table.uint8(at: offset)
            switch byte {
            case wanted: return last
            case 12: (last, offset) = (nil, offset + 2)
            case 0...27: (last, offset) = (nil, offset + 1)
            case 28: (last, offset) = (try table.int16(at: offset + 1), offset + 3)
            case 29:
                last = Int(Int32(truncatingIfNeeded: try table.uint32(at: offset + 1)))
                offset += 5
            case 30:
                // A decimal number, which ends with a half byte of 15.
                last = nil
                offset += 1
                while true {
                    let pair = try table.uint8(at: offset)
                    offset += 1
                    if pair & 0xf == 0xf || pair >> 4 == 0xf { break }
                }
            case 32...246: (last, offset) = (byte - 139, offset + 1)
            case 247...250:
                last = (byte - 247) * 256 + (try table.uint8(at: offset + 1)) + 108
                offset += 2
            case 251...254:
                last = -(byte - 251) * 256 - (try table.uint8(at: offset + 1)) - 108
                offset += 2
            default: throw table.broken("has a dictionary with an unknown byte")
            }
        }
        return nil
    }
}
