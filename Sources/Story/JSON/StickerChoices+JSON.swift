/// How many answers a question may have, as in the apps.
private let optionCount = 2...4

extension PollSticker {
    init(reading reader: inout ObjectReader) {
        self.init(
            question: reader.line("question"), options: reader.lines("options", count: optionCount))
    }

    var members: [JSONMember] {
        [question.map { .string("question", $0) }, .strings("options", options)].compactMap(\.self)
    }
}

extension QuizSticker {
    init(reading reader: inout ObjectReader) {
        self.init(
            question: reader.line("question", required: true) ?? "",
            options: reader.lines("options", count: optionCount), answer: 0)
        let last = options.isEmpty ? optionCount.upperBound - 1 : options.count - 1
        answer = reader.integer("answer", in: 0...last, required: true) ?? answer
    }

    var members: [JSONMember] {
        [
            .string("question", question), .strings("options", options), .number("answer", Double(answer)),
        ]
    }
}

extension QuestionSticker {
    init(reading reader: inout ObjectReader) {
        self.init(prompt: reader.line("prompt", required: true) ?? "")
        placeholder = reader.line("placeholder") ?? placeholder
    }

    var members: [JSONMember] { [.string("prompt", prompt), .string("placeholder", placeholder)] }
}

extension EmojiSliderSticker {
    init(reading reader: inout ObjectReader) {
        self.init(
            question: reader.line("question", required: true) ?? "", emoji: reader.emoji("emoji") ?? "")
        value = reader.number("value", in: 0...1) ?? value
    }

    var members: [JSONMember] {
        [.string("question", question), .string("emoji", emoji), .number("value", value)]
    }
}

extension AddYoursSticker {
    init(reading reader: inout ObjectReader) {
        self.init(prompt: reader.line("prompt", required: true) ?? "")
        button = reader.line("button") ?? button
    }

    var members: [JSONMember] { [.string("prompt", prompt), .string("button", button)] }
}
