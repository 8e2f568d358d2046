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
