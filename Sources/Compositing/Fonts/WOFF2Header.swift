internal import Containers

/// The part of a WOFF 2.0 file that tells how large the font becomes (W3C, WOFF File Format 2.0, 4 and 5).
struct WOFF2Header {
    /// The bytes of all tables, before and after they are transformed, whichever is more.
    let bytes: Int

    /// - Throws: ``HeaderError`` if the file ends before its directory does.
    init(_ file: [UInt8], limits: OpenTypeLimits) throws(HeaderError) {
        var cursor = ByteCursor(ByteSource(file))
        try cursor.skip(12)
        let count = Int(try cursor.uint16())
        guard (1...limits.tables).contains(count) else {
            throw HeaderError(
                .limitExceeded, "The font has \(count) tables; 1 to \(limits.tables) are allowed.")
        }
        try cursor.skip(2)
        var most = Int(try cursor.uint32())
        try cursor.skip(28)
        var sum = 0
        for _ in 0..<count {
            let flags = try cursor.uint8()
            if flags & 0x3f == 0x3f { try cursor.skip(4) }
            let original = try Self.number(&cursor)
            var packed = original
            // Only the tables glyf (10) and loca (11) are transformed by default, others by a version of their own.
            let isOutline = [10, 11].contains(flags & 0x3f)
            if isOutline ? flags >> 6 != 3 : flags >> 6 != 0 { packed = try Self.number(&cursor) }
            sum += max(original, packed)
        }
        most = max(most, sum)
        bytes = most
    }

    /// A number of seven bits a byte, the highest first (`UIntBase128`).
    private static func number(_ cursor: inout ByteCursor) throws(HeaderError) -> Int {
        var value = 0
        for _ in 0..<5 {
            let byte = try cursor.uint8()
            value = value << 7 | Int(byte & 0x7f)
            if byte & 0x80 == 0 { return value }
        }
        throw HeaderError(.malformed, "The font is damaged and cannot be decompressed.")
    }
}
