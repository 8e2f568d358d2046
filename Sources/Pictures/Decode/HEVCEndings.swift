/// Other endings for the data of an HEVC picture, which show whether a decoder stops where they end.
///
/// HEVC has no checksums, and FFmpeg's decoder does not look where it stops. But a damaged picture asks for more data
/// than there are, or is done before their end, save by chance. So what follows the data must not change the
/// picture, and their last bytes must.
struct HEVCEndings {
    /// The same picture, followed by data that no decoder may want.
    let longer: [UInt8]
    /// With other last bytes; nil where the picture comes in several slices or in too few bytes.
    let altered: [UInt8]?

    /// - Parameters:
    ///   - data: NAL units, each behind its length.
    ///   - setup: the content of `hvcC` (ISO/IEC 14496-15, 8.3.3.1).
    /// - Returns: nil where the units' lengths do not fit the data.
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
        // Encoders may fill up with words of 0 and their guards (H.265, 9.3.4.6).
        while end - slice.lowerBound > 3, data[end - 3..<end].elementsEqual([0, 0, 3]) { end -= 3 }
        guard end - slice.lowerBound > 4 * changed else { return nil }
        var altered = data
        for index in end - changed..<end { altered[index] = filling[index % filling.count] }
        return altered
    }

    /// So many bytes at the end have other values: enough for the picture to change, whatever it shows there.
    private static let changed = 24
    /// Bytes that begin no NAL unit.
    private static let filling: [UInt8] = (0..<32).map { UInt8(truncatingIfNeeded: $0 &* 89 | 0x41) }
}
