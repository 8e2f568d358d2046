/// An invitation to reply with one's own story.
public struct AddYoursSticker: Hashable, Sendable, Codable {
    public var prompt: String
    /// The text on the button.
    public var button: String

    public init(prompt: String, button: String = "Add yours") {
        self.prompt = prompt
        self.button = button
    }
}

extension AddYoursSticker: StickerKind {
    static var kind: Overlay.Kind { .addYours }
    static var standardWidth: Double { 0.6 }
    var content: StickerContent { .addYours(self) }

    init(reading reader: inout ObjectReader) {
        self.init(prompt: reader.line("prompt", required: true) ?? "")
        button = reader.line("button") ?? button
    }

    var members: [JSONMember] { [.string("prompt", prompt), .string("button", button)] }
}
