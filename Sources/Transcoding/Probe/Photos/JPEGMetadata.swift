extension PhotoMetadata {
    /// Reads the segments of a JPEG file up to its picture data (ITU-T T.81, annex B).
    ///
    /// - Throws: ``HeaderError`` where the file ends before its picture data, or has too few of them
    ///   to be more than the beginning of an upload.
    package init(jpeg source: ByteSource) throws(HeaderError) {
        var segments = JPEGSegments(source)
        var exif: [UInt8]?
        var xmp: XMPPacket?
        while var segment = try segments.next() {
            switch segment.marker {
            case 0xE1:
                if exif == nil, try segment.body.takes("Exif\0".utf8) {
                    try segment.body.skip(min(1, segment.body.remaining))
                    exif = try segment.body.bytes(Int(segment.body.remaining))
                } else if xmp == nil, try segment.body.takes("http://ns.adobe.com/xap/1.0/\0".utf8) {
                    xmp = XMPPacket(try segment.body.bytes(Int(segment.body.remaining)))
                }
            case 0xE2:
                // ISO 21496-1: the base picture names the standard.
                if try segment.body.takes("urn:iso:std:iso:ts:21496:-1\0".utf8) { hasGainMap = true }
            default: break
            }
        }
        try segments.checkPictureData()
        if let exif { apply(exif: exif) }
        // Ultra HDR image format 1.0 lists the map among the files that follow.
        if let xmp, xmp.properties.contains(where: { $0.name == "Semantic" && $0.value == "GainMap" }) {
            hasGainMap = true
        }
        try findFilm(source, xmp: xmp)
    }
}

/// The segments of a JPEG file, up to its first scan.
private struct JPEGSegments {
    struct Segment {
        let marker: UInt8
        var body: ByteCursor
    }

    private var cursor: ByteCursor
    /// 8×8 blocks of the first component, where the picture's coding is plain Huffman.
    private var blocks: Int64?
    private var scan: Int64?

    /// Segments before the picture data: extended XMP with depth maps takes hundreds.
    private var left = 10_000

    init(_ source: ByteSource) {
        cursor = ByteCursor(source, from: 2)
    }

    /// The next segment that has a body; nil at the first scan.
    mutating func next() throws(HeaderError) -> Segment? {
        while left > 0, scan == nil {
            left -= 1
            let marker = try nextMarker()
            // Restarts, start of image and TEM stand alone (table B.1).
            if (0xD0...0xD8).contains(marker) || marker == 0x01 { continue }
            if marker == 0xD9 { return nil }
            let length = Int64(try cursor.uint16())
            guard length >= 2 else { continue }
            let body = ByteCursor(cursor.source, cursor.position..<(cursor.position + length - 2))
            try cursor.skip(min(length - 2, cursor.remaining))
            if marker == 0xC0 || marker == 0xC1 { try readSize(body) }
            if marker == 0xDA { scan = cursor.position }
            return Segment(marker: marker, body: body)
        }
        return nil
    }

    /// Holds the bytes behind the first scan's header against the picture's size.
    ///
    /// A sequential scan spends at least one bit on each block's DC coefficient and one on its end
    /// (T.81, F.1.2); a file with less is the beginning of an upload, of which decoders show grey.
    func checkPictureData() throws(HeaderError) {
        guard let scan else {
            throw HeaderError(
                .truncated, "The JPEG ends before its picture data start. Send the photo again.")
        }
        let bytes = cursor.source.count - scan
        if let blocks, bytes * 8 < blocks * 2 {
            throw HeaderError(
                .truncated, "The JPEG has only \(bytes) bytes of picture data. Send the photo again.")
        }
    }

    private mutating func nextMarker() throws(HeaderError) -> UInt8 {
        do throws(HeaderError) {
            // Decoders skip what stands between segments; 64 KiB of it are more than any camera pads.
            for _ in 0..<(64 << 10) where try cursor.uint8() == 0xFF {
                var marker = try cursor.uint8()
                while marker == 0xFF { marker = try cursor.uint8() }
                if marker != 0 { return marker }
            }
        } catch  where error.kind == .truncated {
            return 0xD9
        }
        throw HeaderError(.malformed, "The JPEG's header is damaged at byte \(cursor.position).")
    }

    private mutating func readSize(_ body: ByteCursor) throws(HeaderError) {
        var body = body
        try body.skip(1)
        let height = Int64(try body.uint16())
        let width = Int64(try body.uint16())
        blocks = (width + 7) / 8 * ((height + 7) / 8)
    }
}
