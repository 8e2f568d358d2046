extension HEIFItems {
    /// The items' types, such as `hvc1` or `grid` (`infe`; ISO/IEC 14496-12, 8.11.6).
    func types(_ bytes: Span<UInt8>) -> [Int: FourCC] {
        guard let information else { return [:] }
        let isLong = bytes.byte(at: information.content.lowerBound) != 0
        var types: [Int: FourCC] = [:]
        for entry in HEIFBoxes(bytes, in: information.content.dropFirst(isLong ? 8 : 6)).all {
            let start = entry.content.lowerBound
            guard entry.type == "infe", let version = bytes.byte(at: start), version >= 2 else { continue }
            let idSize = version == 2 ? 2 : 4
            // Between the two stands the index of the item's protection.
            guard let item = bytes.integer(at: start + 4, size: idSize),
                let type = FourCC(bytes, at: start + 4 + idSize + 2)
            else { continue }
            types[item] = type
        }
        return types
    }

    /// Where an item's data lie, if they lie in one piece (`iloc`; ISO/IEC 14496-12, 8.11.3).
    func location(of item: Int, _ bytes: Span<UInt8>) -> Range<Int>? {
        guard let locations else { return nil }
        let start = locations.content.lowerBound
        guard let version = bytes.byte(at: start), version <= 2,
            let sizes = bytes.integer(at: start + 4, size: 2)
        else { return nil }
        let idSize = version == 2 ? 4 : 2
        let (offsetSize, lengthSize) = (sizes >> 12, sizes >> 8 & 0xF)
        let (baseSize, indexSize) = (sizes >> 4 & 0xF, version > 0 ? sizes & 0xF : 0)
        guard let count = bytes.integer(at: start + 6, size: idSize) else { return nil }
        var position = start + 6 + idSize
        for _ in 0..<count {
            guard position < locations.content.upperBound else { return nil }
            let methodStart = position + idSize
            let baseStart = methodStart + (version > 0 ? 4 : 2)
            let extents = baseStart + baseSize + 2
            guard let id = bytes.integer(at: position, size: idSize),
                let base = bytes.integer(at: baseStart, size: baseSize),
                let extentCount = bytes.integer(at: baseStart + baseSize, size: 2)
            else { return nil }
            if id == item {
                let method = version > 0 ? (bytes.integer(at: methodStart, size: 2) ?? 0) & 0xF : 0
                guard extentCount == 1, method <= 1,
                    let offset = bytes.integer(at: extents + indexSize, size: offsetSize),
                    let length = bytes.integer(at: extents + indexSize + offsetSize, size: lengthSize),
                    let origin = method == 0 ? 0 : data?.content.lowerBound
                else { return nil }
                return Self.range(from: [origin, base, offset], length: length, within: bytes.count)
            }
            position = extents + extentCount * (indexSize + offsetSize + lengthSize)
        }
        return nil
    }

    private static func range(from offsets: [Int], length: Int, within count: Int) -> Range<Int>? {
        var start = 0
        for offset in offsets {
            guard offset <= count - start else { return nil }
            start += offset
        }
        return length <= count - start ? start..<start + length : nil
    }
}
