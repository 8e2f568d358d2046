internal import Containers
internal import Libav

/// What a `colr` box says of colours (ISO/IEC 14496-12, 12.1.5).
enum ColorBox {
    /// By the numbers of H.273.
    case coded(Colorimetry)
    /// By an ICC profile, which lies in this range of the file.
    case profile(Range<Int64>)

    /// Nil where the box is of another type, or cut off.
    init?(_ box: Box, _ reader: BoxReader) {
        var cursor = reader.cursor(box)
        switch try? cursor.fourCC() {
        case "nclx":
            guard let colorimetry = try? Self.colorimetry(&cursor) else { return nil }
            self = .coded(colorimetry)
        case "prof", "rICC": self = .profile(cursor.position..<cursor.end)
        default: return nil
        }
    }

    private static func colorimetry(_ cursor: inout ByteCursor) throws(HeaderError) -> Colorimetry {
        Colorimetry(
            primaries: ColorPrimaries(rawValue: Int32(try cursor.uint16())),
            transfer: TransferFunction(rawValue: Int32(try cursor.uint16())),
            matrix: ColorMatrix(rawValue: Int32(try cursor.uint16())),
            range: try cursor.uint8() & 0x80 != 0 ? .full : .limited)
    }
}
