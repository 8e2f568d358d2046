/// A question that people answer in their own words.
public struct QuestionSticker: Hashable, Sendable, Codable {
    public var prompt: String
    /// The text in the answer field while it is empty.
    public var placeholder: String

    public init(prompt: String, placeholder: String = "Type something…") {
        self.prompt = prompt
        self.placeholder = placeholder
    }
}

extension QuestionSticker: StickerKind {
    static var kind: Overlay.Kind { .question }
    static var standardWidth: Double { 0.73 }
    var content: StickerContent { .question(self) }

    init(reading reader: inout ObjectReader) {
        self.init(prompt: reader.line("prompt", required: true) ?? "")
        placeholder = reader.line("placeholder") ?? placeholder
    }

    var members: [JSONMember] { [.string("prompt", prompt), .string("placeholder", placeholder)] }
}
