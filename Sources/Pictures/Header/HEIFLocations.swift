/// Where the data of a HEIF file's items lie (`iloc`; ISO/IEC 14496-12, 8.11.3).
struct HEIFLocations {
    private var pieces: [Int: [Range<Int>]] = [:]

    /// - Parameter data: the box `idat`, which items may lie in.
    init(in box: HEIFBox?, data: HEIFBox?, _ bytes: Span<UInt8>) {
        guard let box else { return }
        let start = box.content.lowerBound
        guard let version = bytes.byte(at: start), version <= 2,
            let sizes = bytes.integer(at: start + 4, size: 2)
        else { return }
        let idSize = version == 2 ? 4 : 2
        let (offsetSize, lengthSize) = (sizes >> 12, sizes >> 8 & 0xF)
        let (baseSize, indexSize) = (sizes >> 4 & 0xF, version > 0 ? sizes & 0xF : 0)
        guard let count = bytes.integer(at: start + 6, size: idSize) else { return }
        var position = start + 6 + idSize
        var left = PictureHeader.maximumParts
        for _ in 0..<count {
            let methodStart = position + idSize
            let baseStart = methodStart + (version > 0 ? 4 : 2)
            let extents = baseStart + baseSize + 2
            guard position < box.content.upperBound, let item = bytes.integer(at: position, size: idSize),
                let base = bytes.integer(at: baseStart, size: baseSize),
                let extentCount = bytes.integer(at: baseStart + baseSize, size: 2)
            else { return }
            position = extents + extentCount * (indexSize + offsetSize + lengthSize)
            left -= max(1, extentCount)
            guard left >= 0 else { return }

            let method = version > 0 ? (bytes.integer(at: methodStart, size: 2) ?? 0) & 0xF : 0
            // Another number means that the data lie in another item.
            guard method <= 1, let origin = method == 0 ? 0 : data?.content.lowerBound else { continue }
            let ranges = (0..<extentCount).map { index -> Range<Int>? in
                let extent = extents + index * (indexSize + offsetSize + lengthSize) + indexSize
                guard let offset = bytes.integer(at: extent, size: offsetSize),
                    let length = bytes.integer(at: extent + offsetSize, size: lengthSize)
                else { return nil }
                return Self.range(from: [origin, base, offset], length: length, within: bytes.count)
            }
            let found = ranges.compactMap(\.self)
            if found.count == extentCount { pieces[item] = found }
        }
    }

    /// Where an item's data lie, in pieces; nil where they lie outside the file.
    func pieces(of item: Int) -> [Range<Int>]? { pieces[item] }

    private static func range(from offsets: [Int], length: Int, within count: Int) -> Range<Int>? {
        var start = 0
        for offset in offsets {
            guard offset <= count - start else { return nil }
            start += offset
        }
        return length <= count - start ? start..<start + length : nil
    }
}
