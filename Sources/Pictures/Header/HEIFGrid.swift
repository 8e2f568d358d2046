internal import Containers

/// How a picture is put together from tiles (ISO/IEC 23008-12, 6.6.2.3).
struct HEIFGrid {
    let rows: Int
    let columns: Int
    /// In pixels.
    let width: Int
    let height: Int

    /// - Parameter data: of an item of type `grid`.
    /// - Throws: ``HeaderError`` where they are too short.
    init(_ data: ByteCursor) throws(HeaderError) {
        var data = data
        try data.skip(1)
        let isLong = try data.uint8() & 1 != 0
        rows = Int(try data.uint8()) + 1
        columns = Int(try data.uint8()) + 1
        width = Int(try data.unsigned(bytes: isLong ? 4 : 2))
        height = Int(try data.unsigned(bytes: isLong ? 4 : 2))
    }
}
