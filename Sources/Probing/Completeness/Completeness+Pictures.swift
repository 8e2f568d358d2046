internal import Containers

extension Completeness {
    /// Walks the chunks up to `IEND` (PNG, third edition, 5.3), and ignores what follows.
    static func png(_ source: ByteSource) throws(HeaderError) -> Completeness {
        var cursor = ByteCursor(source, from: 8)
        var hasPicture = false
        while cursor.remaining >= 12 {
            let length = Int64(try cursor.uint32())
            let type = try cursor.fourCC()
            // A chunk ends with its checksum.
            guard length + 4 <= cursor.remaining else { break }
            if type == "IEND" { return .whole }
            if type == "IDAT" { hasPicture = true }
            if type.rawValue == 0 { return .incomplete("Its end has not been written yet.") }
            try cursor.skip(length + 4)
        }
        return hasPicture && cursor.remaining == 0 ? unended : .incomplete("It ends before the picture does.")
    }

    private static let unended = unended("Its end has not been written yet.")

    /// Walks the segments up to the end of image (ITU-T T.81, B.1). A trailer may follow: a gain map, which ends like a
    /// JPEG, or the video of a motion photo, which is not checked for its end.
    static func jpeg(_ source: ByteSource) throws(HeaderError) -> Completeness {
        var cursor = ByteCursor(source, from: 2)
        var hasScan = false
        while let marker = try jpegMarker(&cursor) {
            switch marker {
            case 0xD9:
                if cursor.remaining == 0 { return .whole }
                return try source.bytes(at: source.count - 2, count: 2) == [0xFF, 0xD9] ? .whole : .plausible
            // Markers without a segment.
            case 0x01, 0xD0...0xD8: break
            default:
                let length = Int64(try cursor.uint16())
                guard length >= 2 else { throw HeaderError(.malformed, "A segment has no length.") }
                guard length - 2 <= cursor.remaining else {
                    return .incomplete("It ends in the middle of a segment.")
                }
                try cursor.skip(length - 2)
                if marker == 0xDA { hasScan = true }
            }
        }
        return hasScan ? unended : .incomplete("It ends before the picture does.")
    }

    /// Moves past the next marker, skipping entropy-coded data, in which 0 follows each 0xFF.
    private static func jpegMarker(_ cursor: inout ByteCursor) throws(HeaderError) -> UInt8? {
        var previous: UInt8 = 0
        while cursor.remaining > 0 {
            let byte = try cursor.uint8()
            if previous == 0xFF, byte != 0, byte != 0xFF { return byte }
            previous = byte
        }
        return nil
    }

    /// Walks the blocks up to the trailer (GIF89a, 27).
    static func gif(_ source: ByteSource) throws(HeaderError) -> Completeness {
        var cursor = ByteCursor(source, from: 10)
        try skipColorTable(&cursor, flags: try cursor.uint8(), behind: 2)
        var hasPicture = false
        while cursor.remaining > 0 {
            switch try cursor.uint8() {
            case 0x3B: return .whole
            case 0x21:
                _ = try cursor.uint8()
                try skipBlocks(&cursor)
            case 0x2C:
                try cursor.skip(8)
                // After the colour table comes the size of LZW's codes.
                try skipColorTable(&cursor, flags: try cursor.uint8(), behind: 0)
                _ = try cursor.uint8()
                try skipBlocks(&cursor)
                hasPicture = true
            // Every viewer ignores other bytes.
            default: return .plausible
            }
        }
        return hasPicture ? unended : .incomplete("It ends before the animation does.")
    }

    private static func skipColorTable(
        _ cursor: inout ByteCursor, flags: UInt8, behind count: Int64
    ) throws(HeaderError) {
        try cursor.skip(count + (flags & 0x80 == 0 ? 0 : Int64(3) << (flags & 7 + 1)))
    }

    private static func skipBlocks(_ cursor: inout ByteCursor) throws(HeaderError) {
        while case let length = try cursor.uint8(), length > 0 { try cursor.skip(Int64(length)) }
    }
}
