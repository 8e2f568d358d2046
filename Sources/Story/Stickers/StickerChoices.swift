/// A question with answers to tap.
public struct PollSticker: Hashable, Sendable, Codable {
    /// Above the options; nil for none.
    public var question: String?
    /// Two to four.
    public var options: [String]

    public init(question: String? = nil, options: [String]) {
        self.question = question
        self.options = options
    }
}

/// A question of which one answer is right.
public struct QuizSticker: Hashable, Sendable, Codable {
    public var question: String
    /// Two to four.
    public var options: [String]
    /// The right one's place among the options, from 0. Nothing that is drawn tells it.
    public var answer: Int

    public init(question: String, options: [String], answer: Int) {
        self.question = question
        self.options = options
        self.answer = answer
    }
}

/// A question that people answer in their own words.
public struct QuestionSticker: Hashable, Sendable, Codable {
    public var prompt: String
    /// What the field for the answer says as long as it is empty.
    public var placeholder: String

    public init(prompt: String, placeholder: String = "Type something…") {
        self.prompt = prompt
        self.placeholder = placeholder
    }
}

/// A question that is answered by moving an emoji.
public struct EmojiSliderSticker: Hashable, Sendable, Codable {
    public var question: String
    /// One.
    public var emoji: String
    /// Where the emoji is, from 0 to 1.
    public var value: Double

    public init(question: String, emoji: String, value: Double = 0.2) {
        self.question = question
        self.emoji = emoji
        self.value = value
    }
}

/// An invitation to answer with a story of one's own.
public struct AddYoursSticker: Hashable, Sendable, Codable {
    public var prompt: String
    /// What the button says.
    public var button: String

    public init(prompt: String, button: String = "Add yours") {
        self.prompt = prompt
        self.button = button
    }
}
