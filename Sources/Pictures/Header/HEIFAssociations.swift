/// Which properties belong to which item of a HEIF file (`ipma`; ISO/IEC 23008-12, 9.3.2).
struct HEIFAssociations {
    private var indices: [Int: [Int]] = [:]

    init(in lists: [HEIFBox], _ bytes: Span<UInt8>) {
        var left = PictureHeader.maximumParts
        for list in lists { read(list, bytes, &left) }
    }

    /// Indices, from 1, of an item's properties in `ipco`.
    func indices(of item: Int) -> [Int] { indices[item] ?? [] }

    private mutating func read(_ list: HEIFBox, _ bytes: Span<UInt8>, _ left: inout Int) {
        let start = list.content.lowerBound
        let itemSize = bytes.byte(at: start) == 0 ? 2 : 4
        let indexSize = (bytes.byte(at: start + 3) ?? 0) & 1 == 0 ? 1 : 2
        // The uppermost bit says whether a reader must know the property.
        let mask = indexSize == 1 ? 0x7F : 0x7FFF
        guard let count = bytes.integer(at: start + 4, size: 4) else { return }
        var position = start + 8
        for _ in 0..<count {
            guard position < list.content.upperBound,
                let item = bytes.integer(at: position, size: itemSize),
                let length = bytes.byte(at: position + itemSize).map({ Int($0) })
            else { return }
            left -= max(1, length)
            guard left >= 0 else { return }
            let first = position + itemSize + 1
            indices[item, default: []] += (0..<length).compactMap { index in
                bytes.integer(at: first + index * indexSize, size: indexSize).map { $0 & mask }
            }
            position = first + length * indexSize
        }
    }
}
