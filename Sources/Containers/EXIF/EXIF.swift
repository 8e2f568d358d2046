package import Libav

/// The EXIF data of a photo that matter here (EXIF 2.32, 4.5: a TIFF 6.0 header and its directories).
package struct EXIF: Sendable {
    /// How to turn the picture upright; nil if no readable tag says so.
    package let orientation: Orientation?
    /// Whether the colours are those of Adobe RGB by the rules for cameras: they are not sRGB (`ColorSpace`), and the
    /// interoperability index is `R03` (DCF 2.0, 4.6.6).
    package let isAdobeRGB: Bool
    /// Apple's maker note 17, which links a Live Photo's still picture to its video.
    package let contentIdentifier: String?

    private enum Tag {
        static let orientation: UInt16 = 0x0112
        static let exifDirectory: UInt16 = 0x8769
        static let makerNote: UInt16 = 0x927C
        static let colorSpace: UInt16 = 0xA001
        static let interoperability: UInt16 = 0xA005
        static let interoperabilityIndex: UInt16 = 0x0001
        static let appleContentIdentifier: UInt16 = 0x0011
    }

    /// - Parameter bytes: the data from the TIFF header on, or from an `Exif\0\0` before it. PNG's `eXIf` has no such
    ///   mark; WebP's `EXIF` sometimes has it.
    /// - Throws: ``HeaderError`` if the header or the main directory is damaged, or the orientation is not a valid one.
    package init(_ bytes: [UInt8]) throws(HeaderError) {
        let source = ByteSource(bytes.starts(with: "Exif\0\0".utf8) ? Array(bytes.dropFirst(6)) : bytes)
        var cursor = ByteCursor(source)
        cursor.byteOrder = try Self.byteOrder(&cursor)
        guard try cursor.uint16() == 42 else { throw Self.damaged }
        let main = try TIFFDirectory(source, at: Int64(cursor.uint32()), cursor.byteOrder)
        let turn = main.number(Tag.orientation)
        orientation = turn.flatMap { Orientation(rawValue: $0) }
        // Some cameras write 0 for an unknown orientation.
        guard orientation != nil || turn == 0 || !main.contains(Tag.orientation) && !main.isCutOff else {
            throw Self.damaged
        }
        let details = main.directory(Tag.exifDirectory)
        isAdobeRGB = details.map(Self.isAdobeRGB) ?? false
        contentIdentifier = details?.bytes(Tag.makerNote, maximum: 1 << 20).flatMap(Self.appleIdentifier)
    }

    private static let damaged = HeaderError(.malformed, "The EXIF data are damaged.")

    private static func byteOrder(_ cursor: inout ByteCursor) throws(HeaderError) -> ByteOrder {
        switch try cursor.bytes(2) {
        case Array("II".utf8): return .littleEndian
        case Array("MM".utf8): return .bigEndian
        default: throw damaged
        }
    }

    private static func isAdobeRGB(_ details: TIFFDirectory) -> Bool {
        details.number(Tag.colorSpace) != 1
            && details.directory(Tag.interoperability)?.text(Tag.interoperabilityIndex) == "R03"
    }

    /// Apple's maker note: `Apple iOS\0`, a version of two bytes, a byte order, and a directory with offsets from the
    /// note's start.
    private static func appleIdentifier(_ note: [UInt8]) -> String? {
        let source = ByteSource(note)
        var cursor = ByteCursor(source)
        guard (try? cursor.takes("Apple iOS\0".utf8)) ?? false, (try? cursor.skip(2)) != nil,
            let order = try? byteOrder(&cursor),
            let tags = try? TIFFDirectory(source, at: cursor.position, order)
        else { return nil }
        return tags.text(Tag.appleContentIdentifier)
    }
}
