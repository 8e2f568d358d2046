/// The items of a HEIF or AVIF file: pictures, tiles, EXIF, XMP, and what belongs to which
/// (ISO/IEC 14496-12, 8.11; ISO/IEC 23008-12, 9.3).
struct HEIFItems {
    struct Item {
        var type: FourCC
        /// For items of type `mime`.
        var contentType = ""
    }

    struct Reference {
        var type: FourCC
        var from: UInt32
        var to: [UInt32]
    }

    private(set) var primary: UInt32 = 0
    private(set) var items: [UInt32: Item] = [:]
    private(set) var references: [Reference] = []
    private var properties: [Box] = []
    private var associations: [UInt32: [Int]] = [:]
    private var locations: [UInt32: [Range<Int64>]] = [:]

    /// Items of one file: a photo of 200 megapixels in tiles of 512×512 has 800.
    private static let maximumItems: UInt32 = 10_000

    /// - Parameter meta: the file's own `meta` box.
    init(_ meta: Box, _ reader: BoxReader) throws(HeaderError) {
        let parts = try reader.children(ofMeta: meta)
        guard let primaryBox = parts.first("pitm"), let information = parts.first("iinf") else {
            throw HeaderError(.malformed, "The HEIF file names no picture.")
        }
        var (version, _, cursor) = try reader.fullBox(primaryBox)
        primary = try Self.itemID(&cursor, isLong: version > 0)
        try readInformation(information, reader)
        if let references = parts.first("iref") { try readReferences(references, reader) }
        if let propertiesBox = parts.first("iprp") { try readProperties(propertiesBox, reader) }
        if let locations = parts.first("iloc") {
            try readLocations(locations, itemData: parts.first("idat")?.payload, reader)
        }
    }

    /// The properties of an item, in the order in which those that change the picture are applied.
    func properties(of item: UInt32) -> [Box] {
        (associations[item] ?? []).filter(properties.indices.contains).map { properties[$0] }
    }

    /// The items to which an item refers.
    func targets(of type: FourCC, from item: UInt32) -> [UInt32] {
        references.filter { $0.type == type && $0.from == item }.flatMap(\.to)
    }

    /// An item's bytes; nil where it has none, or more than `maximum`.
    func data(
        of item: UInt32, in source: ByteSource, maximum: Int
    ) throws(HeaderError) -> [UInt8]? {
        guard let extents = locations[item] else { return nil }
        var bytes: [UInt8] = []
        for extent in extents {
            guard bytes.count + extent.count <= maximum else { return nil }
            bytes += try source.bytes(at: extent.lowerBound, count: extent.count)
        }
        return bytes
    }

    private static func itemID(_ cursor: inout ByteCursor, isLong: Bool) throws(HeaderError) -> UInt32 {
        try isLong ? cursor.uint32() : UInt32(cursor.uint16())
    }

    private static func checked(_ count: UInt32) throws(HeaderError) -> UInt32 {
        guard count <= maximumItems else { throw tooMany }
        return count
    }

    private static let tooMany = HeaderError(
        .limitExceeded, "The HEIF file has more than \(maximumItems) items; no camera writes that.")

    /// `iinf` and `infe` (14496-12, 8.11.6).
    private mutating func readInformation(_ box: Box, _ reader: BoxReader) throws(HeaderError) {
        var (version, _, cursor) = try reader.fullBox(box)
        let count = try Self.checked(Self.itemID(&cursor, isLong: version > 0))
        for entry in try reader.children(of: box, skipping: version > 0 ? 8 : 6).boxes.prefix(Int(count)) {
            var (version, _, cursor) = try reader.fullBox(entry)
            guard entry.type == "infe", version >= 2 else { continue }
            let id = try Self.itemID(&cursor, isLong: version > 2)
            try cursor.skip(2)
            var item = Item(type: try cursor.fourCC())
            if item.type == "mime" {
                _ = try Self.text(&cursor)
                item.contentType = try Self.text(&cursor)
            }
            items[id] = item
        }
    }

    /// Text that a zero ends.
    private static func text(_ cursor: inout ByteCursor) throws(HeaderError) -> String {
        var bytes: [UInt8] = []
        while cursor.remaining > 0, bytes.count < 256 {
            let byte = try cursor.uint8()
            if byte == 0 { break }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `iref` (14496-12, 8.11.12).
    private mutating func readReferences(_ box: Box, _ reader: BoxReader) throws(HeaderError) {
        let isLong = try reader.fullBox(box).version > 0
        for reference in try reader.children(of: box, skipping: 4).boxes {
            var cursor = reader.cursor(reference)
            let from = try Self.itemID(&cursor, isLong: isLong)
            var to: [UInt32] = []
            for _ in 0..<(try Self.checked(UInt32(cursor.uint16()))) {
                to.append(try Self.itemID(&cursor, isLong: isLong))
            }
            references.append(Reference(type: reference.type, from: from, to: to))
        }
    }

    /// `iprp` with `ipco` and `ipma` (23008-12, 9.3).
    private mutating func readProperties(_ box: Box, _ reader: BoxReader) throws(HeaderError) {
        let parts = try reader.children(of: box)
        if let container = parts.first("ipco") { properties = try reader.children(of: container).boxes }
        for association in parts.all("ipma") {
            var (version, flags, cursor) = try reader.fullBox(association)
            for _ in 0..<(try Self.checked(cursor.uint32())) {
                let item = try Self.itemID(&cursor, isLong: version > 0)
                var indices: [Int] = []
                for _ in 0..<(try cursor.uint8()) {
                    // The highest bit says that the property must be understood.
                    let index = try flags & 1 != 0 ? cursor.uint16() & 0x7FFF : UInt16(cursor.uint8() & 0x7F)
                    // Counted from 1; 0 stands for none.
                    if index > 0 { indices.append(Int(index) - 1) }
                }
                associations[item, default: []] += indices
            }
        }
    }

    /// `iloc` (14496-12, 8.11.3).
    private mutating func readLocations(
        _ box: Box, itemData: Range<Int64>?, _ reader: BoxReader
    ) throws(HeaderError) {
        var (version, _, cursor) = try reader.fullBox(box)
        let sizes = try cursor.uint16()
        let widths = try [12, 8, 4, 0].map { (shift) throws(HeaderError) in
            let width = Int(sizes >> UInt16(shift) & 0xF)
            guard width <= 8 else {
                throw HeaderError(.malformed, "The HEIF file's item locations are damaged.")
            }
            return width
        }
        // An extent may take no bytes at all, so that nothing else would end the loops below.
        var extentsLeft = Self.maximumItems
        for _ in 0..<(try Self.checked(Self.itemID(&cursor, isLong: version > 1))) {
            let item = try Self.itemID(&cursor, isLong: version > 1)
            let method = version > 0 ? try cursor.uint16() & 0xF : 0
            try cursor.skip(2)
            let base = try cursor.unsigned(bytes: widths[2])
            var extents: [Range<Int64>] = []
            for _ in 0..<(try cursor.uint16()) {
                guard extentsLeft > 0 else { throw Self.tooMany }
                extentsLeft -= 1
                if version > 0 { try cursor.skip(Int64(widths[3])) }
                let offset = Int64(clamping: base &+ (try cursor.unsigned(bytes: widths[0])))
                let length = Int64(clamping: try cursor.unsigned(bytes: widths[1]))
                let start = method == 1 ? itemData?.lowerBound : method == 0 ? 0 : nil
                guard let start, offset < reader.source.count, length <= reader.source.count else { continue }
                extents.append((start + offset)..<(start + offset + length))
            }
            locations[item] = extents
        }
    }
}
