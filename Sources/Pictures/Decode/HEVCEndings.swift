/// Variants of an HEVC picture's data with other endings. They show whether a decoder stops where the data end.
///
/// HEVC has no checksums, and FFmpeg's decoder does not check where it stops. But the decoder of a damaged picture
/// almost always needs more data than there are, or finishes before their end. So in an intact picture, extra data
/// after the end must not change the picture, and changes to the last bytes must.
struct HEVCEndings {
    /// The same picture, followed by data that no decoder should need.
    let longer: [UInt8]
    /// The picture with changed last bytes; nil if it has several slices or too few bytes.
    let altered: [UInt8]?

    /// - Parameters:
    ///   - data: NAL units, each preceded by its length.
    ///   - setup: the content of `hvcC` (ISO/IEC 14496-15, 8.3.3.1).
    /// - Returns: nil if the units' lengths do not fit the data.
    init?(_ data: [UInt8], setup: [UInt8]) {
        guard setup.count > 21 else { return nil }
        let prefix = Int(setup[21] & 3) + 1
        var longer: [UInt8] = []
        var slices: [Range<Int>] = []
        var position = 0
        while position < data.count {
            guard let length = data.span.integer(at: position, size: prefix), length > 2,
                length <= data.count - position - prefix
            else { return nil }
            let unit = position + prefix..<position + prefix + length
            // Types up to 31 are coded slices (H.265, table 7-1).
            let isSlice = data[unit.lowerBound] >> 1 & 0x3F < 32
            let added = isSlice ? Self.filling : []
            let size = length + added.count
            guard prefix == 4 || size < 1 << (8 * prefix) else { return nil }
            for byte in (0..<prefix).reversed() {
                longer.append(UInt8(truncatingIfNeeded: size >> (8 * byte)))
            }
            longer += data[unit] + added
            if isSlice { slices.append(unit) }
            position = unit.upperBound
        }
        self.longer = longer
        altered = slices.count == 1 ? Self.altered(data, slices[0]) : nil
    }

    private static func altered(_ data: [UInt8], _ slice: Range<Int>) -> [UInt8]? {
        var end = slice.upperBound
        // Encoders may pad with zero words and their emulation prevention bytes (H.265, 9.3.4.6).
        while end - slice.lowerBound > 3, data[end - 3..<end].elementsEqual([0, 0, 3]) { end -= 3 }
        guard end - slice.lowerBound > 4 * changed else { return nil }
        var altered = data
        for index in end - changed..<end { altered[index] = filling[index % filling.count] }
        return altered
    }

    /// How many bytes at the end are changed: enough to change the picture, whatever it shows there.
    private static let changed = 24
    /// Bytes that do not begin a NAL unit.
    private static let filling: [UInt8] = (0..<32).map { UInt8(truncatingIfNeeded: $0 &* 89 | 0x41) }
}
