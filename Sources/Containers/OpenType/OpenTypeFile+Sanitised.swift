extension OpenTypeFile {
    /// The file with only the checked tables that drawing text needs.
    ///
    /// Left out are tables with programs: hinting, which is off here, so no library would run it; Graphite and
    /// AAT, since all fonts in use also have OpenType's own tables. So are tables with documents and pictures of
    /// their own (`SVG `, colour layers, bitmaps), signatures, and all names.
    package var sanitised: [UInt8] {
        let isCollection = fonts.count > 1
        let headerBytes = isCollection ? 12 + 4 * fonts.count : 0
        var directories = headerBytes
        for font in fonts { directories += 12 + 16 * font.kept.count }
        var body: [UInt8] = []
        // Fonts of a collection share tables that lie in the same place of the file.
        var places: [Range<Int>: Int] = [:]
        var starts: [Int] = []
        var headers: [UInt8] = []
        for font in fonts {
            starts.append(headerBytes + headers.count)
            let tables = font.kept.sorted { $0.tag.rawValue < $1.tag.rawValue }
            headers += Self.header(version: font.version, tables: tables.count)
            for table in tables {
                let isCopy = table.content.count == 0 || Self.isMade.contains(table.tag)
                let known = isCopy ? nil : places[table.content.indices]
                let place = known ?? directories + body.count
                if known == nil {
                    if !isCopy { places[table.content.indices] = place }
                    body += table.content
                    body += [UInt8](repeating: 0, count: (4 - body.count % 4) % 4)
                }
                // Libraries ignore the checksum.
                for number in [Int(table.tag.rawValue), 0, place, table.content.count] {
                    headers.append(number)
                }
            }
        }
        var file: [UInt8] = []
        if isCollection {
            file += "ttcf".utf8
            for number in [0x0001_0000, fonts.count] + starts { file.append(number) }
        }
        return file + headers + body
    }

    /// Tables that this program has written itself, so that their indices are no places of the file.
    private static let isMade: Set<FourCC> = ["post", "fvar"]

    private static func header(version: Int, tables: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(version)
        // The three numbers for a binary search follow from the count.
        let power = tables.leadingZeroBitCount
        let entry = Int.bitWidth - 1 - power
        let range = 16 << entry
        for number in [tables, range, entry, 16 * tables - range] {
            bytes += [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
        }
        return bytes
    }
}

extension OpenTypeFont {
    /// `OTTO` for CFF outlines, 1.0 for others.
    fileprivate var version: Int {
        kept.contains { $0.tag == "CFF " || $0.tag == "CFF2" } ? 0x4f54_544f : 0x0001_0000
    }
}

extension [UInt8] {
    /// Appends a number of 32 bits.
    fileprivate mutating func append(_ number: Int) {
        for shift in [24, 16, 8, 0] { append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
}
