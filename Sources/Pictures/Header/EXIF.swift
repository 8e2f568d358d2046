public import Libav

/// The one fact of EXIF that a picture cannot be shown without.
///
/// Layout: EXIF 2.32, 4.5 (a TIFF 6.0 header and its first image file directory).
public enum EXIF {
    /// How the JPEG must be turned to be seen upright; nil where no readable tag says so.
    ///
    /// Looks at the first `Exif` segment only, as browsers do. Damaged EXIF gives nil, never an error:
    /// the picture beside it may be whole.
    ///
    /// - Parameter bytes: the file from its start, at least as far as the scan (the first 256 KB are
    ///   enough for what phones write).
    public static func orientation(inJPEG bytes: some Collection<UInt8>) -> Orientation? {
        orientation(inJPEG: Array(bytes).span)
    }

    static func orientation(inJPEG bytes: Span<UInt8>) -> Orientation? {
        JPEGSegments(bytes).first { $0.isEXIF(in: bytes) }.flatMap { segment in
            let start = segment.payload.lowerBound + JPEGSegment.exifMark.count
            return orientation(inTIFF: bytes, range: start..<segment.payload.upperBound)
        }
    }

    /// Reads the tag from a TIFF structure that lies in `range`, with or without the six bytes
    /// `Exif\0\0` before it (PNG's `eXIf` has none, WebP's `EXIF` sometimes has).
    package static func orientation(inTIFF bytes: Span<UInt8>, range: Range<Int>) -> Orientation? {
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
        guard tiff.integer(at: 2, size: 2, order) == 42,
            let directory = tiff.integer(at: 4, size: 4, order),
            let count = tiff.integer(at: directory, size: 2, order)
        else { return nil }
        for index in 0..<count {
            let entry = directory + 2 + index * 12
            guard let tag = tiff.integer(at: entry, size: 2, order) else { return nil }
            guard tag == 0x0112 else { continue }
            let type = tiff.integer(at: entry + 2, size: 2, order)
            // The standard says SHORT; some writers use LONG.
            let size = type == 3 ? 2 : type == 4 ? 4 : 0
            guard size > 0, let value = tiff.integer(at: entry + 8, size: size, order) else { return nil }
            return Orientation(rawValue: value)
        }
        return nil
    }
}
