internal import CWOFF2Decoder
internal import Containers
internal import Pictures

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Formats that compress a font for the web.
enum FontContainer {
    private static let woff = Array("wOFF".utf8)
    private static let woff2 = Array("wOF2".utf8)

    /// The font or collection itself; unchanged if it is not compressed.
    ///
    /// - Throws: ``HeaderError`` if it is damaged, or larger than the limits allow.
    static func unpack(_ bytes: [UInt8], limits: OpenTypeLimits) throws(HeaderError) -> [UInt8] {
        if bytes.starts(with: woff2) { return try unpackSecond(bytes, limits: limits) }
        if bytes.starts(with: woff) { return try unpackFirst(bytes, limits: limits) }
        return bytes
    }

    private static let damaged = HeaderError(.malformed, "The font is damaged and cannot be decompressed.")

    private static func tooLarge(_ size: Int, _ limits: OpenTypeLimits) -> HeaderError {
        HeaderError(
            .limitExceeded,
            "The font has \(size) bytes when it is decompressed; the limit is \(limits.bytes). Use a smaller one."
        )
    }

    /// WOFF 1.0 (W3C): each table is compressed on its own, or not at all.
    private static func unpackFirst(
        _ bytes: [UInt8], limits: OpenTypeLimits
    ) throws(HeaderError) -> [UInt8] {
        var header = ByteCursor(ByteSource(bytes))
        try header.skip(4)
        let flavor = try header.bytes(4)
        try header.skip(4)
        let count = Int(try header.uint16())
        guard (1...limits.tables).contains(count) else { throw damaged }
        try header.skip(44 - 14)
        var tables: [UInt8] = []
        var directory: [UInt8] = []
        for _ in 0..<count {
            let tag = try header.bytes(4)
            let offset = Int(try header.uint32())
            let packed = Int(try header.uint32())
            let size = Int(try header.uint32())
            try header.skip(4)
            guard packed <= size, offset <= bytes.count, packed <= bytes.count - offset else { throw damaged }
            guard size <= limits.bytes - tables.count else {
                throw tooLarge(tables.count + size, limits)
            }
            let content = Array(bytes[offset..<(offset + packed)])
            let table = packed == size ? content : Zlib.inflate(content.span, limit: size)
            guard let table, table.count == size else { throw damaged }
            directory += tag + [0, 0, 0, 0] + bigEndian(12 + 16 * count + tables.count) + bigEndian(size)
            tables += table + [UInt8](repeating: 0, count: (4 - table.count % 4) % 4)
        }
        return flavor + Array(bigEndian(count << 16)) + [0, 0, 0, 0] + directory + tables
    }

    private static func bigEndian(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    /// WOFF 2.0 (W3C).
    ///
    /// Corresponds to `woff2::ConvertWOFF2ToTTF`.
    private static func unpackSecond(
        _ bytes: [UInt8], limits: OpenTypeLimits
    ) throws(HeaderError) -> [UInt8] {
        // The library makes room for what the tables claim before it looks at their data.
        let size = try WOFF2Header(bytes, limits: limits).bytes
        guard size <= limits.bytes else { throw tooLarge(size, limits) }
        var count = 0
        let font = unsafe bytes.withUnsafeBufferPointer { source in
            unsafe cwoff2_decode(source.baseAddress, source.count, limits.bytes, &count)
        }
        guard let font = unsafe font else { throw damaged }
        defer { unsafe free(font) }
        return unsafe Array(UnsafeBufferPointer(start: font, count: count))
    }
}
