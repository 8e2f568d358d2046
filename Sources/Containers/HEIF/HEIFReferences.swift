/// The references between the items of a HEIF file (`iref`; ISO/IEC 14496-12, 8.11.12).
struct HEIFReferences {
    private struct Reference {
        let type: FourCC
        let from: UInt32
        let to: [UInt32]
    }

    private var all: [Reference] = []

    /// A file without references.
    init() {}

    init(_ box: Box, _ reader: BoxReader) throws(HeaderError) {
        let isLong = try reader.fullBox(box).version > 0
        for entry in try reader.children(of: box, skipping: 4).boxes {
            var cursor = reader.cursor(entry)
            let from = try cursor.itemID(isLong: isLong)
            var to: [UInt32] = []
            for _ in 0..<(try HEIFItems.checked(UInt32(cursor.uint16()))) {
                to.append(try cursor.itemID(isLong: isLong))
            }
            all.append(Reference(type: entry.type, from: from, to: to))
        }
    }

    /// The items that an item refers to, in order.
    func targets(of type: FourCC, from item: UInt32) -> [UInt32] {
        all.filter { $0.type == type && $0.from == item }.flatMap(\.to)
    }

    /// The items that refer to an item.
    func sources(of type: FourCC, to item: UInt32) -> [UInt32] {
        all.filter { $0.type == type && $0.to.contains(item) }.map(\.from)
    }
}
