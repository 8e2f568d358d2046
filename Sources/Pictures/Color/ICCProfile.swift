internal import Containers
internal import Libav

/// The facts in an ICC profile: its name and, if they are known and have sRGB's curve, its primaries; otherwise how to
/// convert the colours.
///
/// Layout: ICC.1:2022, 7.2 (header), 7.3 (tag table), 10 (tag types).
package struct ICCProfile {
    /// The profile description, such as `Display P3`.
    let name: String?
    /// The primaries; nil if the profile has none, H.273 has no code point for them, or their curve is not sRGB's.
    let primaries: ColorPrimaries?
    /// The conversion to sRGB; nil if ``primaries`` says everything.
    let conversion: SourceProfile?

    /// Larger than any profile: the largest, a few for print, have two or three MiB.
    private static let maximumBytes = 4 << 20

    /// Nil if the bytes are not a profile.
    package init?(_ bytes: Span<UInt8>) {
        guard bytes.hasText("acsp", at: 36), let count = bytes.integer(at: 128, size: 4) else {
            return nil
        }
        var tags: [FourCC: Range<Int>] = [:]
        // Profiles of cameras and phones have about ten tags, and the largest registered ones fewer than 100.
        for index in 0..<min(count, 128) {
            let entry = 132 + index * 12
            guard let signature = FourCC(bytes, at: entry),
                let offset = bytes.integer(at: entry + 4, size: 4),
                let size = bytes.integer(at: entry + 8, size: 4), offset + size <= bytes.count
            else { break }
            tags[signature] = offset..<offset + size
        }
        name = tags["desc"].flatMap { Self.text(in: bytes, $0) }
        let colorants = (["rXYZ", "gXYZ", "bXYZ"] as [FourCC]).compactMap { tag in
            tags[tag].flatMap { Self.xyz(in: bytes, $0.lowerBound) }
        }
        let curves = (["rTRC", "gTRC", "bTRC"] as [FourCC]).compactMap { tags[$0]?.lowerBound }
        // Little CMS prefers tables to primaries, as the standard requires (8.10.2).
        let isPlain =
            tags["A2B0"] == nil && tags["A2B1"] == nil
            && curves.allSatisfy { ICCCurve(bytes, at: $0)?.isSRGB == true }
        let known = colorants.count == 3 ? Self.primaries(of: colorants.flatMap { $0 }) : nil
        primaries = isPlain ? known : nil
        conversion = primaries == nil ? Self.conversion(bytes) : nil
    }

    /// Chooses by the colour space in the header (7.2.8).
    private static func conversion(_ bytes: Span<UInt8>) -> SourceProfile {
        guard bytes.count <= maximumBytes else { return .unfit }
        let all = bytes.bytes(0..<bytes.count)
        if bytes.hasText("RGB ", at: 16) { return .rgb(all) }
        if bytes.hasText("GRAY", at: 16) { return .gray(all) }
        return bytes.hasText("CMYK", at: 16) ? .inks(all) : .unfit
    }

    /// Colorants of the sets with a code point in H.273, as X, Y, Z of red, green and blue, adapted to the D50 of the
    /// profile connection space by the Bradford matrix (ICC.1:2022, annex E).
    private static let known: [(primaries: ColorPrimaries, xyz: [Double])] = [
        (.bt709, [0.4361, 0.2225, 0.0139, 0.3851, 0.7169, 0.0971, 0.1431, 0.0606, 0.7139]),
        (.displayP3, [0.5151, 0.2412, -0.0011, 0.2920, 0.6922, 0.0419, 0.1571, 0.0666, 0.7841]),
        (.bt2020, [0.6735, 0.2790, -0.0019, 0.1657, 0.6753, 0.0300, 0.1251, 0.0456, 0.7969]),
    ]

    /// The tolerance of 0.005 is far above the rounding differences of writers (0.0005) and far below the distance
    /// between any two of the sets (0.08).
    private static func primaries(of colorants: [Double]) -> ColorPrimaries? {
        known.first { set in zip(set.xyz, colorants).allSatisfy { abs($0 - $1) < 0.005 } }?.primaries
    }

    /// An `XYZType`: three numbers of type s15Fixed16.
    private static func xyz(in bytes: Span<UInt8>, _ start: Int) -> [Double]? {
        guard bytes.hasText("XYZ ", at: start) else { return nil }
        let values = (0..<3).compactMap { bytes.integer(at: start + 8 + $0 * 4, size: 4) }
        guard values.count == 3 else { return nil }
        return values.map { Double(Int32(truncatingIfNeeded: $0)) / 65536 }
    }

    /// A `textDescriptionType` (version 2) or the first record of a `multiLocalizedUnicodeType`.
    private static func text(in bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
        let start = range.lowerBound
        let text: String
        if bytes.hasText("desc", at: start), let count = bytes.integer(at: start + 8, size: 4) {
            let end = min(start + 12 + count, range.upperBound)
            text = String(decoding: bytes.bytes(start + 12..<max(start + 12, end)), as: UTF8.self)
        } else if bytes.hasText("mluc", at: start), let length = bytes.integer(at: start + 20, size: 4),
            let offset = bytes.integer(at: start + 24, size: 4)
        {
            let end = min(start + offset + length, range.upperBound)
            let units = stride(from: start + offset, to: max(start + offset, end - 1), by: 2).compactMap {
                bytes.integer(at: $0, size: 2).map { UInt16($0) }
            }
            text = String(decoding: units, as: UTF16.self)
        } else {
            return nil
        }
        let cleaned = text.prefix { $0 != "\0" }
        return cleaned.isEmpty ? nil : String(cleaned)
    }
}
