/// The tables of variable fonts that FreeType reads: `fvar`, `gvar` and `avar`.
enum FontVariations {
    /// The font's axes.
    static func axes(_ fvar: TableBytes, limits: OpenTypeLimits) throws(HeaderError) -> [OpenTypeFont.Axis] {
        let start = try fvar.uint16(at: 4)
        let count = try fvar.uint16(at: 8)
        let size = try fvar.uint16(at: 10)
        guard (1...limits.axes).contains(count) else {
            throw HeaderError(
                .limitExceeded, "The font has \(count) axes; 1 to \(limits.axes) are allowed.")
        }
        guard size == 20, start >= 16 else { throw fvar.broken("has axes of \(size) bytes") }
        try fvar.require(start + size * count)
        var axes: [OpenTypeFont.Axis] = []
        for index in 0..<count {
            let record = start + size * index
            let tag = String(decoding: try fvar.part(record, 4), as: UTF8.self)
            let least = try fvar.fixed(at: record + 4)
            let standard = try fvar.fixed(at: record + 8)
            let most = try fvar.fixed(at: record + 12)
            guard least <= standard, standard <= most else {
                throw fvar.broken("has an axis whose numbers are out of order")
            }
            axes.append(OpenTypeFont.Axis(tag: tag, range: least...most, standard: standard))
        }
        return axes
    }

    /// The table without the names for places on the axes.
    ///
    /// - Parameter fvar: checked by ``axes(_:limits:)``.
    static func withoutInstances(_ fvar: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = Array(fvar)
        bytes.replaceSubrange(12..<14, with: [0, 0])
        return bytes[...]
    }

    static func check(_ gvar: TableBytes, axes: Int, glyphCount: Int) throws(HeaderError) {
        guard try gvar.uint16(at: 4) == axes else { throw gvar.broken("has other axes than \"fvar\"") }
        guard try gvar.uint16(at: 12) == glyphCount else {
            throw gvar.broken("has other glyphs than \"maxp\"")
        }
        let shared = try gvar.uint32(at: 8)
        let sharedCount = try gvar.uint16(at: 6)
        guard sharedCount == 0 || shared <= gvar.count - 2 * axes * sharedCount else {
            throw gvar.broken("has shared points outside of it")
        }
        let isLong = try gvar.uint16(at: 14) & 1 != 0
        let data = try gvar.uint32(at: 16)
        var last = 0
        for index in 0...glyphCount {
            let offset =
                isLong ? try gvar.uint32(at: 20 + 4 * index) : 2 * (try gvar.uint16(at: 20 + 2 * index))
            guard offset >= last, data + offset <= gvar.count else {
                throw gvar.broken("places the variations of glyph \(index) outside of it")
            }
            last = offset
        }
    }

    /// Ensures that the segments of each axis are within the table and in order.
    static func check(_ avar: TableBytes, axes: Int) throws(HeaderError) {
        guard try avar.uint16(at: 6) == axes else { throw avar.broken("has other axes than \"fvar\"") }
        var offset = 8
        for _ in 0..<axes {
            let count = try avar.uint16(at: offset)
            offset += 2
            var last = Int.min
            for index in 0..<count {
                let from = try avar.int16(at: offset + 4 * index)
                guard from >= last else { throw avar.broken("has segments out of order") }
                last = from
            }
            offset += 4 * count
            try avar.require(offset)
        }
    }
}
