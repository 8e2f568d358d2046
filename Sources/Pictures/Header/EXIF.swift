public import Libav

/// The facts of EXIF that a picture cannot be shown without.
///
/// Layout: EXIF 2.32, 4.5 (a TIFF 6.0 header and its image file directories).
public enum EXIF {
    /// How the JPEG must be turned to be seen upright; nil where no readable tag says so.
    ///
    /// Looks at the first `Exif` segment only, as browsers do. Damaged EXIF gives nil, never an error:
    /// the picture beside it may be whole.
    ///
    /// - Parameter bytes: the file from its start, at least as far as the scan (the first 256 KB are
    ///   enough for what phones write).
    public static func orientation(inJPEG bytes: some Collection<UInt8>) -> Orientation? {
        let bytes = Array(bytes)
        return range(inJPEG: bytes.span).flatMap { orientation(inTIFF: bytes.span, range: $0) }
    }

    /// Where the TIFF structure of a JPEG's first `Exif` segment lies.
    static func range(inJPEG bytes: Span<UInt8>) -> Range<Int>? {
        JPEGSegments(bytes).first { $0.isEXIF(in: bytes) }.map {
            $0.payload.lowerBound + JPEGSegment.exifMark.count..<$0.payload.upperBound
        }
    }

    /// Reads the tag from a TIFF structure that lies in `range`, with or without the six bytes
    /// `Exif\0\0` before it (PNG's `eXIf` has none, WebP's `EXIF` sometimes has).
    package static func orientation(inTIFF bytes: Span<UInt8>, range: Range<Int>) -> Orientation? {
        withStructure(bytes, range) { tiff, order in
            guard let directory = tiff.integer(at: 4, size: 4, order),
                let entry = entry(0x0112, in: tiff, directory, order)
            else { return nil }
            return number(entry, in: tiff, order).flatMap { Orientation(rawValue: $0) }
        }
    }

    /// Whether the colours are those of Adobe RGB by the rules for cameras: they are not sRGB's
    /// (EXIF 2.32, `ColorSpace`), and the interoperability index is `R03` (DCF 2.0, 4.6.6).
    package static func isAdobeRGB(inTIFF bytes: Span<UInt8>, range: Range<Int>) -> Bool {
        withStructure(bytes, range) { tiff, order in
            guard let directory = tiff.integer(at: 4, size: 4, order),
                let pointer = entry(0x8769, in: tiff, directory, order),
                let exif = number(pointer, in: tiff, order)
            else { return nil }
            let space = entry(0xA001, in: tiff, exif, order).flatMap { number($0, in: tiff, order) }
            guard space != 1, let pointer = entry(0xA005, in: tiff, exif, order),
                let interoperability = number(pointer, in: tiff, order),
                let index = entry(0x0001, in: tiff, interoperability, order)
            else { return nil }
            return tiff.hasText("R03", at: index + 8)
        } ?? false
    }

    /// Calls `body` with the structure and its byte order; nil if the file has none.
    private static func withStructure<R>(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ body: (Span<UInt8>, ByteOrder) -> R?
    ) -> R? {
        var start = range.lowerBound
        if bytes.hasBytes(JPEGSegment.exifMark, at: start) { start += JPEGSegment.exifMark.count }
        let end = Swift.min(range.upperBound, bytes.count)
        guard start >= 0, start < end else { return nil }
        let tiff = bytes.extracting(start..<end)
        let order: ByteOrder
        if tiff.hasText("II", at: 0) {
            order = .littleEndian
        } else if tiff.hasText("MM", at: 0) {
            order = .bigEndian
        } else {
            return nil
        }
        return tiff.integer(at: 2, size: 2, order) == 42 ? body(tiff, order) : nil
    }

    /// Where a tag's entry of twelve bytes lies.
    private static func entry(
        _ wanted: Int, in tiff: Span<UInt8>, _ directory: Int, _ order: ByteOrder
    ) -> Int? {
        guard let count = tiff.integer(at: directory, size: 2, order) else { return nil }
        for index in 0..<count {
            let entry = directory + 2 + index * 12
            guard let tag = tiff.integer(at: entry, size: 2, order) else { return nil }
            if tag == wanted { return entry }
        }
        return nil
    }

    /// The value of an entry that has one number.
    private static func number(_ entry: Int, in tiff: Span<UInt8>, _ order: ByteOrder) -> Int? {
        let type = tiff.integer(at: entry + 2, size: 2, order)
        // The standard says SHORT or LONG for each; some writers take the other one.
        let size = type == 3 ? 2 : type == 4 ? 4 : 0
        return size > 0 ? tiff.integer(at: entry + 8, size: size, order) : nil
    }
}
