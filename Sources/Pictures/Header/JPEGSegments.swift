/// One marker segment of a JPEG file (ITU-T T.81, B.1.1.4).
struct JPEGSegment {
    let marker: UInt8
    /// Where the parameters lie, after the two bytes of length.
    let payload: Range<Int>

    static let exifMark: [UInt8] = Array("Exif\0\0".utf8)
    static let iccMark: [UInt8] = Array("ICC_PROFILE\0".utf8)
    static let startOfScan: UInt8 = 0xDA
    static let endOfImage: UInt8 = 0xD9

    func isEXIF(in bytes: Span<UInt8>) -> Bool {
        marker == 0xE1 && begins(with: Self.exifMark, in: bytes)
    }

    func isICC(in bytes: Span<UInt8>) -> Bool {
        marker == 0xE2 && begins(with: Self.iccMark, in: bytes)
    }

    /// A mark that reaches into the next segment is none.
    private func begins(with mark: [UInt8], in bytes: Span<UInt8>) -> Bool {
        payload.count >= mark.count && bytes.hasBytes(mark, at: payload.lowerBound)
    }

    /// Start of frame, of any coding process (T.81, table B.1); 0xC4, 0xC8 and 0xCC mean other things.
    var isStartOfFrame: Bool {
        (0xC0...0xCF).contains(marker) && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
    }
}

/// The segments from a JPEG's start to its first scan.
///
/// Skips what does not belong between two segments, as decoders do, so that one wrong length does
/// not hide the rest of the file.
struct JPEGSegments {
    private(set) var all: [JPEGSegment] = []

    /// - Parameter bytes: the file from its start; it may end anywhere.
    init(_ bytes: Span<UInt8>) {
        var position = 2
        // What comes behind so many is not looked at; extended XMP with depth maps takes hundreds.
        while all.count < PictureHeader.maximumParts, let marker = Self.nextMarker(in: bytes, from: &position)
        {
            if marker == JPEGSegment.endOfImage { return }
            // TEM, RST and SOI stand alone.
            if marker == 0x01 || (0xD0...0xD8).contains(marker) { continue }
            guard let length = bytes.integer(at: position, size: 2) else { return }
            // A length below 2 cannot be right: look for the next marker instead.
            guard length >= 2 else { continue }
            let end = min(position + length, bytes.count)
            all.append(JPEGSegment(marker: marker, payload: position + 2..<max(position + 2, end)))
            if marker == JPEGSegment.startOfScan { return }
            position = end
        }
    }

    func first(where matches: (JPEGSegment) -> Bool) -> JPEGSegment? {
        all.first(where: matches)
    }

    /// Moves past the next marker and returns its second byte.
    private static func nextMarker(in bytes: Span<UInt8>, from position: inout Int) -> UInt8? {
        while position + 1 < bytes.count {
            guard bytes[position] == 0xFF else {
                position += 1
                continue
            }
            let code = bytes[position + 1]
            // 0xFF may be repeated before a marker (B.1.1.2); 0xFF00 is none.
            if code == 0xFF {
                position += 1
            } else if code == 0 {
                position += 2
            } else {
                position += 2
                return code
            }
        }
        return nil
    }
}
