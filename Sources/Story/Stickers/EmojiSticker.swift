/// One emoji, large.
public struct EmojiSticker: Hashable, Sendable, Codable {
    public var emoji: String

    public init(emoji: String) { self.emoji = emoji }
}

extension EmojiSticker: StickerKind {
    static var kind: Overlay.Kind { .emoji }
    static var standardWidth: Double { 0.2 }
    /// An emoji has its own.
    static var hasColors: Bool { false }
    var content: StickerContent { .emoji(self) }

    init(reading reader: inout ObjectReader) {
        self.init(emoji: reader.emoji("emoji") ?? "")
    }

    var members: [JSONMember] { [.string("emoji", emoji)] }
}
