/// One marker segment of a JPEG file (ITU-T T.81, B.1.1.4).
package struct JPEGSegment {
    package let marker: UInt8
    /// The parameters after the two bytes of length, cut at the end of the file.
    package let body: ByteCursor

    package static let startOfScan: UInt8 = 0xDA
    package static let endOfImage: UInt8 = 0xD9

    /// The body after a signature; nil if the segment has another marker or another signature.
    package func body(of application: UInt8, after signature: some Collection<UInt8>) -> ByteCursor? {
        var body = body
        guard marker == 0xE0 | application, (try? body.takes(signature)) ?? false else { return nil }
        return body
    }

    /// The TIFF structure of an EXIF segment (EXIF 2.32, 4.7.2); nil for other segments.
    ///
    /// The byte after the signature's final zero is padding, and cameras write anything there.
    package var exif: ByteCursor? {
        guard var body = body(of: 1, after: "Exif\0".utf8), (try? body.skip(1)) != nil else { return nil }
        return body
    }

    /// Whether it begins a frame of any coding process (T.81, table B.1). 0xC4, 0xC8 and 0xCC mean other things.
    package var isStartOfFrame: Bool {
        (0xC0...0xCF).contains(marker) && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
    }
}

/// The segments from a JPEG's start to its first scan.
///
/// Skips stray bytes between two segments, as decoders do. So one wrong length does not hide the rest of the file.
package struct JPEGSegments {
    private var cursor: ByteCursor
    /// The most segments before the picture data. Extended XMP with depth maps takes hundreds.
    private var left = 10_000
    /// The offset of the first scan's data; nil before that scan's header was read.
    package private(set) var scanStart: Int64?

    package init(_ source: ByteSource) {
        cursor = ByteCursor(source, from: 2)
    }

    /// The next segment that has a body; nil after the header of the first scan, and at the end of the file.
    ///
    /// - Throws: ``HeaderError`` if no marker follows within 64 KiB.
    package mutating func next() throws(HeaderError) -> JPEGSegment? {
        while left > 0, scanStart == nil {
            left -= 1
            guard let marker = try nextMarker(), marker != JPEGSegment.endOfImage else { return nil }
            // Restart markers, start of image and TEM have no body (table B.1).
            if (0xD0...0xD8).contains(marker) || marker == 0x01 { continue }
            guard cursor.remaining >= 2 else { return nil }
            let length = Int64(try cursor.uint16())
            // A length below 2 cannot be right: search for the next marker instead.
            guard length >= 2 else { continue }
            let body = ByteCursor(cursor.source, cursor.position..<(cursor.position + length - 2))
            try cursor.skip(min(length - 2, cursor.remaining))
            if marker == JPEGSegment.startOfScan { scanStart = cursor.position }
            return JPEGSegment(marker: marker, body: body)
        }
        return nil
    }

    /// Moves past the next marker, and returns its second byte; nil at the end of the file.
    private mutating func nextMarker() throws(HeaderError) -> UInt8? {
        do throws(HeaderError) {
            // Decoders skip stray bytes between segments. No camera pads with 64 KiB of them.
            for _ in 0..<(64 << 10) where try cursor.uint8() == 0xFF {
                var marker = try cursor.uint8()
                // A marker may follow several 0xFF (B.1.1.2); 0xFF00 is not a marker.
                while marker == 0xFF { marker = try cursor.uint8() }
                if marker != 0 { return marker }
            }
        } catch  where error.kind == .truncated {
            return nil
        }
        throw HeaderError(.malformed, "The JPEG's header is damaged at byte \(cursor.position).")
    }
}
