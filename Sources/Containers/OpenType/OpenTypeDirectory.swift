/// The table directory of one font.
struct OpenTypeDirectory {
    /// Where each table lies, in bytes of the file.
    var tables: [FourCC: Range<Int>] = [:]

    /// The versions of fonts with TrueType outlines, the second one Apple's, and of fonts with CFF outlines.
    private static let versions: Set<Int> = [0x0001_0000, 0x7472_7565, 0x4f54_544f]

    init(_ file: TableBytes, at start: Int, limits: OpenTypeLimits) throws(HeaderError) {
        let header = try file.rest(from: start)
        guard Self.versions.contains(try header.uint32(at: 0)) else { throw OpenTypeFile.foreign }
        let count = try header.uint16(at: 4)
        guard (1...limits.tables).contains(count) else {
            throw HeaderError(
                .limitExceeded, "The font has \(count) tables; 1 to \(limits.tables) are allowed.")
        }
        try header.require(12 + 16 * count)
        for index in 0..<count {
            let record = 12 + 16 * index
            let tag = FourCC(rawValue: UInt32(try header.uint32(at: record)))
            let offset = try header.uint32(at: record + 8)
            let length = try header.uint32(at: record + 12)
            guard offset <= file.count, length <= file.count - offset else {
                throw HeaderError(
                    .truncated, "The font is damaged: its table \"\(tag)\" is outside the file.")
            }
            guard tables.updateValue(offset..<(offset + length), forKey: tag) == nil else {
                throw HeaderError(.malformed, "The font is damaged: it has two tables \"\(tag)\".")
            }
        }
    }
}
