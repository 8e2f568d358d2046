internal import Libav

/// Reads the chunks of a PNG or animated PNG file, but not their picture data (W3C PNG, third
/// edition).
enum PNGHeader {
    /// Chunks in one file: libpng writes picture data in pieces of 8 KiB, which makes 50,000 of a
    /// photo of 400 MB.
    private static let maximumChunks = 100_000

    static func read(_ source: ByteSource, limits: Limits) throws(HeaderError) -> PictureHeader {
        var cursor = ByteCursor(source)
        try cursor.skip(8)
        guard try cursor.uint32() == 13, try cursor.fourCC() == "IHDR" else {
            throw HeaderError(.malformed, "The PNG does not start with its header.")
        }
        // Numbers of 31 bits, so that neither can overflow.
        let width = Int(try cursor.uint32() & 0x7FFF_FFFF)
        let height = Int(try cursor.uint32() & 0x7FFF_FFFF)
        var header = PictureHeader(container: "png", width: width, height: height)
        try cursor.skip(1)
        header.hasAlpha = try cursor.uint8() & 4 != 0
        try cursor.skip(3 + 4)
        header.colorimetry = Colorimetry(primaries: .bt709, transfer: .sRGB, matrix: .rgb, range: .full)
        try readChunks(&cursor, into: &header, limits: limits)
        return header
    }

    private static func readChunks(
        _ cursor: inout ByteCursor, into header: inout PictureHeader, limits: Limits
    ) throws(HeaderError) {
        var hasData = false
        var isComplete = false
        var announcedFrames = 0
        for _ in 0..<maximumChunks where cursor.remaining >= 12 {
            let length = Int64(try cursor.uint32())
            let type = try cursor.fourCC()
            var chunk = ByteCursor(cursor.source, cursor.position..<(cursor.position + length))
            switch type {
            case "tRNS": header.hasAlpha = true
            case "cICP": header.colorimetry = try codePoints(&chunk)
            case "eXIf":
                header.apply(exif: try chunk.bytes(Int(min(chunk.remaining, Int64(limits.metadataBytes)))))
            case "acTL":
                announcedFrames = Int(try chunk.uint32())
                header.loopCount = Int(try chunk.uint32())
            case "fcTL":
                try frame(&chunk, into: &header)
                try header.check(limits)
            case "IDAT": hasData = true
            default: break
            }
            if type == "IEND" {
                isComplete = true
                break
            }
            // A length beyond the end: what is there belongs to this chunk, then the file is over.
            guard length + 4 <= cursor.remaining else { break }
            try cursor.skip(length + 4)
        }
        guard hasData else {
            throw HeaderError(.truncated, "The PNG ends before its picture data start. Send it again.")
        }
        if !isComplete {
            header.warnings.append("The PNG ends too early; the rest of the picture is missing.")
        }
        if header.delays.count > 1, announcedFrames > 1 {
            header.container = "apng"
        } else {
            header.delays = []
            header.loopCount = nil
        }
    }

    /// `cICP` (11.3.2.6): code points of ITU-T H.273.
    private static func codePoints(_ chunk: inout ByteCursor) throws(HeaderError) -> Colorimetry {
        Colorimetry(
            primaries: ColorPrimaries(rawValue: Int32(try chunk.uint8())),
            transfer: TransferFunction(rawValue: Int32(try chunk.uint8())),
            matrix: ColorMatrix(rawValue: Int32(try chunk.uint8())),
            range: try chunk.uint8() == 0 ? .limited : .full)
    }

    /// `fcTL` (11.3.6.2).
    private static func frame(
        _ chunk: inout ByteCursor, into header: inout PictureHeader
    ) throws(HeaderError) {
        try chunk.skip(4)
        let width = Int(try chunk.uint32())
        let height = Int(try chunk.uint32())
        let left = Int(try chunk.uint32())
        let top = Int(try chunk.uint32())
        guard width > 0, height > 0, left + width <= header.width, top + height <= header.height else {
            throw HeaderError(
                .malformed, "Picture \(header.delays.count + 1) of the animation lies outside its canvas.")
        }
        let numerator = Double(try chunk.uint16())
        let denominator = Double(try chunk.uint16())
        header.append(delay: numerator / (denominator == 0 ? 100 : denominator))
    }
}
