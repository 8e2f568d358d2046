/// A question that people answer by moving an emoji.
public struct EmojiSliderSticker: Hashable, Sendable, Codable {
    public var question: String
    /// One emoji.
    public var emoji: String
    /// The emoji's position, from 0 to 1.
    public var value: Double

    public init(question: String, emoji: String, value: Double = 0.2) {
        self.question = question
        self.emoji = emoji
        self.value = value
    }
}

extension EmojiSliderSticker: StickerKind {
    static var kind: Overlay.Kind { .emojiSlider }
    static var standardWidth: Double { 0.73 }
    var content: StickerContent { .emojiSlider(self) }

    init(reading reader: inout ObjectReader) {
        self.init(
            question: reader.line("question", required: true) ?? "", emoji: reader.emoji("emoji") ?? "")
        value = reader.number("value", in: 0...1) ?? value
    }

    var members: [JSONMember] {
        [.string("question", question), .string("emoji", emoji), .number("value", value)]
    }
}
