/// The properties of each item of a HEIF file (`iprp` with `ipco` and `ipma`; ISO/IEC 23008-12, 9.3).
struct HEIFAssociations {
    /// All properties in the file.
    private var properties: [Box] = []
    /// The indices of each item's properties, from 0.
    private var indices: [UInt32: [Int]] = [:]

    /// A file without properties.
    init() {}

    init(_ box: Box, _ reader: BoxReader) throws(HeaderError) {
        let parts = try reader.children(of: box)
        if let container = parts.first("ipco") { properties = try reader.children(of: container).boxes }
        for list in parts.all("ipma") { try read(list, reader) }
    }

    /// An item's properties. Those that transform the picture are in the order in which they apply.
    func properties(of item: UInt32) -> [Box] {
        (indices[item] ?? []).filter(properties.indices.contains).map { properties[$0] }
    }

    private mutating func read(_ list: Box, _ reader: BoxReader) throws(HeaderError) {
        var (version, flags, cursor) = try reader.fullBox(list)
        for _ in 0..<(try HEIFItems.checked(cursor.uint32())) {
            let item = try cursor.itemID(isLong: version > 0)
            var found: [Int] = []
            for _ in 0..<(try cursor.uint8()) {
                // The highest bit marks a property that the reader must understand.
                let index = try flags & 1 != 0 ? cursor.uint16() & 0x7FFF : UInt16(cursor.uint8() & 0x7F)
                // Counted from 1; 0 means no property.
                if index > 0 { found.append(Int(index) - 1) }
            }
            indices[item, default: []] += found
        }
    }
}
