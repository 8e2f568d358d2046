/// The items of a HEIF or AVIF file: pictures, tiles, EXIF, XMP, and how they belong together (ISO/IEC 14496-12, 8.11;
/// ISO/IEC 23008-12, 9.3).
package struct HEIFItems {
    package struct Item: Hashable {
        package var type: FourCC
        /// The content type of an item of type `mime`.
        package var contentType = ""
    }

    /// The item to show.
    package let primary: UInt32
    package let items: [UInt32: Item]
    private let references: HEIFReferences
    private let associations: HEIFAssociations
    private let locations: HEIFLocations
    private let source: ByteSource

    /// The most items of one file. A photo of 200 megapixels in tiles of 512×512 has 800.
    static let maximumCount: UInt32 = 10_000

    /// - Parameter meta: the file's own `meta` box.
    /// - Throws: ``HeaderError`` if the file names no picture, or if the lists are damaged or longer than any camera's.
    package init(_ meta: Box, _ reader: BoxReader) throws(HeaderError) {
        source = reader.source
        let parts = try reader.children(ofMeta: meta)
        guard let primaryBox = parts.first("pitm"), let information = parts.first("iinf") else {
            throw HeaderError(.malformed, "The HEIF file names no picture.")
        }
        var (version, _, cursor) = try reader.fullBox(primaryBox)
        let named = try cursor.itemID(isLong: version > 0)
        items = try Self.items(information, reader)
        references =
            try parts.first("iref").map { (box) throws(HeaderError) in try HEIFReferences(box, reader) }
            ?? HEIFReferences()
        associations =
            try parts.first("iprp").map { (box) throws(HeaderError) in try HEIFAssociations(box, reader) }
            ?? HEIFAssociations()
        let itemData = parts.first("idat")?.payload
        locations =
            try parts.first("iloc").map { (box) throws(HeaderError) in
                try HEIFLocations(box, itemData: itemData, reader)
            } ?? HEIFLocations()
        // A picture with a tone map for HDR screens (ISO/IEC 23008-12, 6.6.2.4) is derived from a base picture for all
        // others.
        let base = items[named]?.type == "tmap" ? references.targets(of: "dimg", from: named).first : nil
        primary = base ?? named
    }

    /// An item's properties. Those that transform the picture are in the order in which they apply.
    package func properties(of item: UInt32) -> [Box] { associations.properties(of: item) }

    /// The items that an item refers to, in order.
    package func targets(of type: FourCC, from item: UInt32) -> [UInt32] {
        references.targets(of: type, from: item)
    }

    /// The items that refer to an item.
    package func sources(of type: FourCC, to item: UInt32) -> [UInt32] {
        references.sources(of: type, to: item)
    }

    /// The ranges of an item's data; nil if the file does not tell, or if they lie outside the file.
    package func extents(of item: UInt32) -> [Range<Int64>]? { locations.extents(of: item) }

    /// An item's bytes; nil if it has no data, or more than `maximum` bytes.
    package func data(of item: UInt32, maximum: Int) throws(HeaderError) -> [UInt8]? {
        guard let extents = extents(of: item) else { return nil }
        var bytes: [UInt8] = []
        for extent in extents {
            guard bytes.count + extent.count <= maximum else { return nil }
            bytes += try source.bytes(at: extent.lowerBound, count: extent.count)
        }
        return bytes
    }

    static func checked(_ count: UInt32) throws(HeaderError) -> UInt32 {
        guard count <= maximumCount else { throw tooMany }
        return count
    }

    static let tooMany = HeaderError(
        .limitExceeded, "The HEIF file has more than \(maximumCount) items; no camera writes that.")

    /// `iinf` and `infe` (14496-12, 8.11.6).
    private static func items(_ box: Box, _ reader: BoxReader) throws(HeaderError) -> [UInt32: Item] {
        var (version, _, cursor) = try reader.fullBox(box)
        let count = try checked(cursor.itemID(isLong: version > 0))
        var items: [UInt32: Item] = [:]
        for entry in try reader.children(of: box, skipping: version > 0 ? 8 : 6).boxes.prefix(Int(count)) {
            var (version, _, cursor) = try reader.fullBox(entry)
            guard entry.type == "infe", version >= 2 else { continue }
            let id = try cursor.itemID(isLong: version > 2)
            // The index of the item's protection comes before its type.
            try cursor.skip(2)
            var item = Item(type: try cursor.fourCC())
            if item.type == "mime" {
                _ = try cursor.text()
                item.contentType = try cursor.text()
            }
            items[id] = item
        }
        return items
    }
}

extension ByteCursor {
    /// The ID of an item of a HEIF file.
    mutating func itemID(isLong: Bool) throws(HeaderError) -> UInt32 {
        try isLong ? uint32() : UInt32(uint16())
    }

    /// Text that ends at a zero, or after 256 bytes.
    fileprivate mutating func text() throws(HeaderError) -> String {
        var bytes: [UInt8] = []
        while remaining > 0, bytes.count < 256 {
            let byte = try uint8()
            if byte == 0 { break }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
