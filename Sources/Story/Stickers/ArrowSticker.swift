/// An arrow that shows where to tap.
public struct ArrowSticker: Hashable, Sendable, Codable {
    public enum Direction: String, Hashable, Sendable, Codable, CaseIterable {
        case up, down, left, right
    }

    public var direction: Direction
    /// The text beside the arrow; nil for none.
    public var label: String?

    public init(direction: Direction, label: String? = nil) {
        self.direction = direction
        self.label = label
    }
}

extension ArrowSticker: StickerKind {
    static var kind: Overlay.Kind { .arrow }
    static var standardWidth: Double { 0.25 }
    static var standardTheme: StickerTheme { .color }
    var content: StickerContent { .arrow(self) }

    init(reading reader: inout ObjectReader) {
        self.init(
            direction: reader.choice("direction", required: true) ?? .up, label: reader.line("label"))
    }

    var members: [JSONMember] {
        [.string("direction", direction.rawValue), label.map { .string("label", $0) }].compactMap(\.self)
    }
}
