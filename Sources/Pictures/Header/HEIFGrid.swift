/// How a picture is put together from tiles (ISO/IEC 23008-12, 6.6.2.3).
struct HEIFGrid {
    let rows: Int
    let columns: Int
    /// In pixels.
    let width: Int
    let height: Int

    /// Nil where the bytes are no grid's.
    init?(_ bytes: Span<UInt8>, in range: Range<Int>) {
        let start = range.lowerBound
        guard let flags = bytes.byte(at: start + 1), let rows = bytes.byte(at: start + 2),
            let columns = bytes.byte(at: start + 3)
        else { return nil }
        let size = flags & 1 == 0 ? 2 : 4
        guard range.count >= 4 + 2 * size, let width = bytes.integer(at: start + 4, size: size),
            let height = bytes.integer(at: start + 4 + size, size: size)
        else { return nil }
        self.rows = Int(rows) + 1
        self.columns = Int(columns) + 1
        self.width = width
        self.height = height
    }
}
