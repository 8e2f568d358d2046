/// The boxes of one container, in file order.
package struct BoxList {
    package private(set) var boxes: [Box] = []
    /// The offset of the first invalid header, after which nothing is known; nil if all headers are valid.
    package private(set) var damagedAt: Int64?

    mutating func append(_ box: Box) { boxes.append(box) }

    mutating func noteDamage(at offset: Int64) { damagedAt = offset }

    /// The first box of a type.
    package func first(_ type: FourCC) -> Box? { boxes.first { $0.type == type } }

    /// All boxes of a type.
    package func all(_ type: FourCC) -> [Box] { boxes.filter { $0.type == type } }
}
