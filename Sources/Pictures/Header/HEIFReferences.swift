/// What one item of a HEIF file has to do with another (`iref`; ISO/IEC 14496-12, 8.11.12).
struct HEIFReferences {
    private struct Reference {
        let type: FourCC
        let from: Int
        let to: [Int]
    }

    private var all: [Reference] = []

    init(in box: HEIFBox?, _ bytes: Span<UInt8>) {
        guard let box else { return }
        let idSize = bytes.byte(at: box.content.lowerBound) == 0 ? 2 : 4
        var left = PictureHeader.maximumParts
        for entry in HEIFBoxes(bytes, in: box.content.dropFirst(4)).all {
            let start = entry.content.lowerBound
            guard let from = bytes.integer(at: start, size: idSize),
                let count = bytes.integer(at: start + idSize, size: 2)
            else { continue }
            let first = start + idSize + 2
            let room = max(0, (entry.content.upperBound - first) / idSize)
            left -= min(count, room)
            guard left >= 0 else { return }
            let to = (0..<min(count, room)).compactMap {
                bytes.integer(at: first + $0 * idSize, size: idSize)
            }
            all.append(Reference(type: entry.type, from: from, to: to))
        }
    }

    /// The items that an item refers to, in their order.
    func targets(of item: Int, _ type: FourCC) -> [Int] {
        all.first { $0.type == type && $0.from == item }?.to ?? []
    }

    /// The items that refer to an item.
    func sources(of item: Int, _ type: FourCC) -> [Int] {
        all.filter { $0.type == type && $0.to.contains(item) }.map(\.from)
    }
}
