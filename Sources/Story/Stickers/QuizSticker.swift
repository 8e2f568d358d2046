/// A question with one right answer.
public struct QuizSticker: Hashable, Sendable, Codable {
    public var question: String
    /// Two to four options.
    public var options: [String]
    /// The index of the right option, from 0. The drawn sticker does not reveal it.
    public var answer: Int

    public init(question: String, options: [String], answer: Int) {
        self.question = question
        self.options = options
        self.answer = answer
    }
}

extension QuizSticker: StickerKind {
    static var kind: Overlay.Kind { .quiz }
    static var standardWidth: Double { 0.73 }
    var content: StickerContent { .quiz(self) }

    init(reading reader: inout ObjectReader) {
        self.init(
            question: reader.line("question", required: true) ?? "",
            options: reader.lines("options", count: StoryLimits.options), answer: 0)
        let last = options.isEmpty ? StoryLimits.options.upperBound - 1 : options.count - 1
        answer = reader.integer("answer", in: 0...last, required: true) ?? answer
    }

    var members: [JSONMember] {
        [
            .string("question", question), .strings("options", options), .number("answer", Double(answer)),
        ]
    }
}
