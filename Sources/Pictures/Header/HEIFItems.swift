/// Which properties belong to which item of a HEIF file (ISO/IEC 23008-12, 9.3).
struct HEIFItems {
    /// The item that is to be shown.
    let primary: Int
    /// `ipco`: every property in the file.
    let allProperties: [HEIFBox]
    private let associations: [HEIFBox]
    private let references: HEIFBox?
    /// `iinf`, `iloc` and `idat`, where the file has them.
    let information: HEIFBox?
    let locations: HEIFBox?
    let data: HEIFBox?

    /// Nil where the file names no primary item or has no properties.
    ///
    /// - Parameter meta: the file's `meta` box.
    init?(_ bytes: Span<UInt8>, meta: HEIFBox) {
        // meta, pitm, ipma and iref are full boxes: version and flags come first.
        let children = HEIFBoxes(bytes, in: meta.content.dropFirst(4))
        guard let pitm = children.first("pitm"), let iprp = children.first("iprp") else { return nil }
        let isWide = bytes.byte(at: pitm.content.lowerBound) != 0
        let lists = HEIFBoxes(bytes, in: iprp.content)
        guard let primary = bytes.integer(at: pitm.content.lowerBound + 4, size: isWide ? 4 : 2),
            let container = lists.first("ipco")
        else { return nil }
        self.primary = primary
        allProperties = HEIFBoxes(bytes, in: container.content).all
        associations = lists.all.filter { $0.type == "ipma" }
        references = children.first("iref")
        information = children.first("iinf")
        locations = children.first("iloc")
        data = children.first("idat")
    }

    /// An item's properties in their order.
    func properties(of item: Int, _ bytes: Span<UInt8>) -> [HEIFBox] {
        associations.flatMap { Self.indices(of: item, in: $0, bytes) }.compactMap { index in
            allProperties.indices.contains(index - 1) ? allProperties[index - 1] : nil
        }
    }

    /// The items that a derived one, such as a grid, is made from (ISO/IEC 14496-12, 8.11.12).
    func tiles(of item: Int, _ bytes: Span<UInt8>) -> [Int] {
        allReferences("dimg", bytes).first { $0.from == item }?.to ?? []
    }

    /// The items that add something to a picture, such as its alpha plane.
    func auxiliaries(of item: Int, _ bytes: Span<UInt8>) -> [Int] {
        allReferences("auxl", bytes).filter { $0.to.contains(item) }.map(\.from)
    }

    private func allReferences(_ type: FourCC, _ bytes: Span<UInt8>) -> [(from: Int, to: [Int])] {
        guard let references else { return [] }
        let idSize = bytes.byte(at: references.content.lowerBound) == 0 ? 2 : 4
        var found: [(from: Int, to: [Int])] = []
        for reference in HEIFBoxes(bytes, in: references.content.dropFirst(4)).all
        where reference.type == type {
            let start = reference.content.lowerBound
            guard let from = bytes.integer(at: start, size: idSize),
                let count = bytes.integer(at: start + idSize, size: 2)
            else { continue }
            let first = start + idSize + 2
            let room = max(0, (reference.content.upperBound - first) / idSize)
            found.append(
                (
                    from,
                    (0..<min(count, room)).compactMap { bytes.integer(at: first + $0 * idSize, size: idSize) }
                ))
        }
        return found
    }

    /// Indices, from 1, of an item's properties in `ipco` (9.3.2).
    private static func indices(of item: Int, in list: HEIFBox, _ bytes: Span<UInt8>) -> [Int] {
        let start = list.content.lowerBound
        let itemSize = bytes.byte(at: start) == 0 ? 2 : 4
        let indexSize = (bytes.byte(at: start + 3) ?? 0) & 1 == 0 ? 1 : 2
        guard let count = bytes.integer(at: start + 4, size: 4) else { return [] }
        var position = start + 8
        for _ in 0..<count {
            guard position < list.content.upperBound,
                let id = bytes.integer(at: position, size: itemSize),
                let length = bytes.byte(at: position + itemSize).map({ Int($0) })
            else { return [] }
            let first = position + itemSize + 1
            if id == item {
                // The uppermost bit says whether a reader must know the property.
                let mask = indexSize == 1 ? 0x7F : 0x7FFF
                return (0..<length).compactMap { index in
                    bytes.integer(at: first + index * indexSize, size: indexSize).map { $0 & mask }
                }
            }
            position = first + length * indexSize
        }
        return []
    }
}
