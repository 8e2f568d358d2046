internal import Libav

/// Reads the blocks of a GIF file, but not its picture data (GIF89a specification, 1990).
enum GIFHeader {
    /// - Throws: ``HeaderError`` where a picture lies outside the canvas, none is there, or there
    ///   are more than the limits allow.
    static func read(_ source: ByteSource, limits: Limits) throws(HeaderError) -> PictureHeader {
        var cursor = ByteCursor(source, .littleEndian)
        try cursor.skip(6)
        let width = Int(try cursor.uint16())
        let height = Int(try cursor.uint16())
        var header = PictureHeader(container: "gif", width: width, height: height)
        header.colorimetry = Colorimetry(primaries: .bt709, transfer: .sRGB, matrix: .rgb, range: .full)
        try header.check(limits)
        let flags = try cursor.uint8()
        try cursor.skip(2)
        try skipColorTable(flags, &cursor)
        do throws(HeaderError) {
            try readBlocks(&cursor, into: &header, limits: limits)
        } catch  where error.kind == .truncated && !header.delays.isEmpty {
            header.warnings.append("The GIF ends too early; its last picture may be missing.")
        }
        guard !header.delays.isEmpty else { throw HeaderError(.malformed, "The GIF has no picture.") }
        if header.delays.count == 1 {
            header.delays = []
            header.loopCount = nil
        } else if header.loopCount == nil {
            header.loopCount = 1
        }
        return header
    }

    private static func readBlocks(
        _ cursor: inout ByteCursor, into header: inout PictureHeader, limits: Limits
    ) throws(HeaderError) {
        var delay = 0.0
        while true {
            switch try cursor.uint8() {
            case 0x21:
                let label = try cursor.uint8()
                if label == 0xF9 { delay = try graphicControl(cursor, into: &header) }
                if label == 0xFF { try application(cursor, into: &header) }
                try skipSubBlocks(&cursor)
            case 0x2C:
                try imageDescriptor(&cursor, into: &header)
                try cursor.skip(1)
                try skipSubBlocks(&cursor)
                header.append(delay: delay)
                delay = 0
                try header.check(limits)
            case 0x3B: return
            case 0x00: continue  // Some writers end a list of blocks twice.
            default: throw .truncated(at: cursor.position)
            }
        }
    }

    /// Section 23.
    ///
    /// - Returns: the delay in seconds.
    private static func graphicControl(
        _ start: ByteCursor, into header: inout PictureHeader
    ) throws(HeaderError) -> Double {
        var cursor = start
        try cursor.skip(1)
        if try cursor.uint8() & 1 != 0 { header.hasAlpha = true }
        return Double(try cursor.uint16()) / 100
    }

    /// Netscape's extension: how often to run, 0 for ever.
    private static func application(
        _ start: ByteCursor, into header: inout PictureHeader
    ) throws(HeaderError) {
        var cursor = start
        guard try cursor.takes([11] + "NETSCAPE2.0".utf8), try cursor.takes([3, 1]) else { return }
        header.loopCount = Int(try cursor.uint16())
    }

    /// Section 20.
    private static func imageDescriptor(
        _ cursor: inout ByteCursor, into header: inout PictureHeader
    ) throws(HeaderError) {
        let left = Int(try cursor.uint16())
        let top = Int(try cursor.uint16())
        let width = Int(try cursor.uint16())
        let height = Int(try cursor.uint16())
        guard width > 0, height > 0, left + width <= header.width, top + height <= header.height else {
            throw HeaderError(
                .malformed,
                "Picture \(header.delays.count + 1) of the GIF (\(width)×\(height) at \(left), \(top)) lies"
                    + " outside its canvas of \(header.width)×\(header.height).")
        }
        try skipColorTable(try cursor.uint8(), &cursor)
    }

    /// Sections 18 to 21: the lowest three bits are the table's size, as a power of two less one.
    private static func skipColorTable(_ flags: UInt8, _ cursor: inout ByteCursor) throws(HeaderError) {
        if flags & 0x80 != 0 { try cursor.skip(3 << (Int64(flags & 7) + 1)) }
    }

    private static func skipSubBlocks(_ cursor: inout ByteCursor) throws(HeaderError) {
        while true {
            let length = Int64(try cursor.uint8())
            if length == 0 { return }
            try cursor.skip(length)
        }
    }
}
