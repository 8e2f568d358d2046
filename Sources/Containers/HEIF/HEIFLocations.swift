/// The locations of the data of a HEIF file's items (`iloc`; ISO/IEC 14496-12, 8.11.3).
struct HEIFLocations {
    private var extents: [UInt32: [Range<Int64>]] = [:]

    /// A file whose items have no data.
    init() {}

    /// - Parameter itemData: the range of `idat`, which may contain items.
    init(_ box: Box, itemData: Range<Int64>?, _ reader: BoxReader) throws(HeaderError) {
        var (version, _, cursor) = try reader.fullBox(box)
        let widths = try Self.widths(cursor.uint16())
        // An extent can take no bytes at all, so only this count is sure to end the loops below.
        var extentsLeft = HEIFItems.maximumCount
        for _ in 0..<(try HEIFItems.checked(cursor.itemID(isLong: version > 1))) {
            let item = try cursor.itemID(isLong: version > 1)
            let method = version > 0 ? try cursor.uint16() & 0xF : 0
            try cursor.skip(2)
            let base = try cursor.unsigned(bytes: widths.base)
            // 1 counts from the start of `idat`; 2 means that the data lie in another item, which no camera writes.
            let origin = method == 1 ? itemData?.lowerBound : method == 0 ? 0 : nil
            var ranges: [Range<Int64>?] = []
            for _ in 0..<(try cursor.uint16()) {
                guard extentsLeft > 0 else { throw HEIFItems.tooMany }
                extentsLeft -= 1
                if version > 0 { try cursor.skip(Int64(widths.index)) }
                let offset = try cursor.unsigned(bytes: widths.offset)
                let length = try cursor.unsigned(bytes: widths.length)
                ranges.append(
                    origin.flatMap {
                        Self.range(from: [UInt64($0), base, offset], length, within: reader.source.count)
                    })
            }
            let found = ranges.compactMap(\.self)
            if found.count == ranges.count { extents[item] = found }
        }
    }

    /// The ranges of an item's data; nil if the file does not tell, or if they lie outside the file.
    func extents(of item: UInt32) -> [Range<Int64>]? { extents[item] }

    /// The first field of `iloc`: the size of each kind of field, in bytes.
    private static func widths(
        _ field: UInt16
    ) throws(HeaderError) -> (offset: Int, length: Int, base: Int, index: Int) {
        let widths = [12, 8, 4, 0].map { Int(field >> UInt16($0) & 0xF) }
        guard widths.allSatisfy({ $0 <= 8 }) else {
            throw HeaderError(.malformed, "The HEIF file's item locations are damaged.")
        }
        return (widths[0], widths[1], widths[2], widths[3])
    }

    private static func range(from offsets: [UInt64], _ length: UInt64, within count: Int64) -> Range<Int64>?
    {
        var left = UInt64(max(0, count))
        for distance in offsets + [length] {
            guard distance <= left else { return nil }
            left -= distance
        }
        let end = count - Int64(left)
        return end - Int64(length)..<end
    }
}
