/// The table `cmap`, which finds the glyph of a character.
enum CharacterMap {
    /// Subtables of a map. Fonts have two to five.
    private static let mostSubtables = 64
    /// The formats that OpenType 1.9 defines, without 8, which no font in use has.
    private static let formats: Set<Int> = [0, 2, 4, 6, 10, 12, 13, 14]

    static func check(_ table: TableBytes, glyphCount: Int) throws(HeaderError) {
        let count = try table.uint16(at: 2)
        guard (1...mostSubtables).contains(count) else { throw table.broken("has \(count) parts") }
        var checked: Set<Int> = []
        var isUsable = false
        for index in 0..<count {
            let record = 4 + 8 * index
            let platform = try table.uint16(at: record)
            let encoding = try table.uint16(at: record + 2)
            let offset = try table.uint32(at: record + 4)
            // Unicode by its own platform, or by Microsoft's; 0 there means symbols.
            isUsable = isUsable || platform == 0 || (platform == 3 && [0, 1, 10].contains(encoding))
            if checked.insert(offset).inserted {
                try checkSubtable(try table.rest(from: offset), glyphCount: glyphCount)
            }
        }
        guard isUsable else { throw table.broken("maps no Unicode characters") }
    }

    private static func checkSubtable(_ part: TableBytes, glyphCount: Int) throws(HeaderError) {
        let format = try part.uint16(at: 0)
        guard formats.contains(format) else { throw part.broken("has a part of unknown format \(format)") }
        switch format {
        case 0: try part.require(262)
        case 2: try part.require(6 + 512)
        case 4: try checkSegments(part)
        case 6: try part.require(10 + 2 * (try part.uint16(at: 8)))
        case 10: try part.require(20 + 2 * (try part.uint32(at: 16)))
        case 12, 13: try checkGroups(part)
        default:
            // Variation sequences: records of 11 bytes.
            let count = try part.uint32(at: 6)
            try part.require(10 + 11 * count)
        }
    }

    private static func checkSegments(_ part: TableBytes) throws(HeaderError) {
        let doubled = try part.uint16(at: 6)
        guard doubled > 0, doubled.isMultiple(of: 2) else { throw part.broken("has no segments") }
        try part.require(16 + 4 * doubled)
        var last = -1
        for index in 0..<(doubled / 2) {
            let end = try part.uint16(at: 14 + 2 * index)
            let start = try part.uint16(at: 16 + doubled + 2 * index)
            guard start <= end, start >= last else { throw part.broken("has segments out of order") }
            last = end
        }
    }

    private static func checkGroups(_ part: TableBytes) throws(HeaderError) {
        let count = try part.uint32(at: 12)
        try part.require(16 + 12 * count)
        var last = -1
        for index in 0..<count {
            let start = try part.uint32(at: 16 + 12 * index)
            let end = try part.uint32(at: 20 + 12 * index)
            guard start > last, end >= start, end <= 0x10_ffff else {
                throw part.broken("has groups of characters out of order")
            }
            last = end
        }
    }
}
