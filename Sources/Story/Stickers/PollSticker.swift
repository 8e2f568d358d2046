/// A question with answers to tap.
public struct PollSticker: Hashable, Sendable, Codable {
    /// The question above the options; nil for none.
    public var question: String?
    /// Two to four options.
    public var options: [String]

    public init(question: String? = nil, options: [String]) {
        self.question = question
        self.options = options
    }
}

extension PollSticker: StickerKind {
    static var kind: Overlay.Kind { .poll }
    static var standardWidth: Double { 0.5 }
    var content: StickerContent { .poll(self) }

    init(reading reader: inout ObjectReader) {
        self.init(
            question: reader.line("question"), options: reader.lines("options", count: StoryLimits.options))
    }

    var members: [JSONMember] {
        [question.map { .string("question", $0) }, .strings("options", options)].compactMap(\.self)
    }
}
