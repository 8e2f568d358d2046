/// A font file, checked before any library sees it: one font, or a collection of several.
///
/// The rules are those of browsers, which get fonts from strangers: every structure that tells a library where to read
/// is within the file and agrees with the others. ``sanitised`` has only the tables that drawing text needs.
///
/// Source: OpenType 1.9, "The OpenType Font File".
package struct OpenTypeFile {
    /// The fonts, in the file's order; at least one.
    package let fonts: [OpenTypeFont]

    /// Checks a file.
    ///
    /// - Parameter bytes: the whole file, uncompressed.
    /// - Throws: ``HeaderError`` with the first thing that is wrong.
    package init(_ bytes: [UInt8], limits: OpenTypeLimits = OpenTypeLimits()) throws(HeaderError) {
        guard bytes.count <= limits.bytes else {
            throw HeaderError(
                .limitExceeded,
                "The font has \(bytes.count) bytes; the limit is \(limits.bytes). Use a smaller one.")
        }
        let file = TableBytes(bytes, 0..<bytes.count, name: "header")
        guard bytes.count >= 12 else { throw Self.foreign }
        var starts = [0]
        if try file.uint32(at: 0) == Self.collection {
            let count = try file.uint32(at: 8)
            guard (1...limits.faces).contains(count) else {
                throw HeaderError(
                    .limitExceeded, "The collection has \(count) fonts; 1 to \(limits.faces) are allowed.")
            }
            starts = []
            for index in 0..<count { starts.append(try file.uint32(at: 12 + 4 * index)) }
        }
        // Fonts of a collection may share tables, but the same bytes must not be two different tables.
        var taken: [Int: (end: Int, tag: FourCC)] = [:]
        var fonts: [OpenTypeFont] = []
        for start in starts {
            let tables = try OpenTypeDirectory(file, at: start, limits: limits).tables
            for (tag, range) in tables {
                if let other = taken[range.lowerBound], other != (range.upperBound, tag) {
                    throw Self.overlap(tag, other.tag)
                }
                if !range.isEmpty { taken[range.lowerBound] = (range.upperBound, tag) }
            }
            fonts.append(try OpenTypeFont(bytes, tables: tables, limits: limits))
        }
        var last: (end: Int, tag: FourCC)?
        for (start, table) in taken.sorted(by: { $0.key < $1.key }) {
            if let last, last.end > start { throw Self.overlap(table.tag, last.tag) }
            last = table
        }
        self.fonts = fonts
    }

    /// `ttcf`, which begins a collection.
    private static let collection = 0x7474_6366

    static let foreign = HeaderError(.malformed, "This is no TrueType, OpenType, WOFF or WOFF2 font.")

    private static func overlap(_ tag: FourCC, _ other: FourCC) -> HeaderError {
        HeaderError(
            .malformed, "The font is damaged: its tables \"\(tag)\" and \"\(other)\" overlap.")
    }
}
