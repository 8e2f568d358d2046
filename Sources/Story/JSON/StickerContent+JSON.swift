extension StickerContent {
    /// Nil if stickers of this kind are not drawn.
    init?(_ kind: Overlay.Kind, reading reader: inout ObjectReader) {
        switch kind {
        case .text, .sticker: return nil
        case .addYours: self = .addYours(AddYoursSticker(reading: &reader))
        case .arrow: self = .arrow(ArrowSticker(reading: &reader))
        case .countdown: self = .countdown(CountdownSticker(reading: &reader))
        case .emoji: self = .emoji(EmojiSticker(reading: &reader))
        case .emojiSlider: self = .emojiSlider(EmojiSliderSticker(reading: &reader))
        case .hashtag: self = .hashtag(HashtagSticker(reading: &reader))
        case .link: self = .link(LinkSticker(reading: &reader))
        case .location: self = .location(LocationSticker(reading: &reader))
        case .mention: self = .mention(MentionSticker(reading: &reader))
        case .music: self = .music(MusicSticker(reading: &reader))
        case .poll: self = .poll(PollSticker(reading: &reader))
        case .question: self = .question(QuestionSticker(reading: &reader))
        case .quiz: self = .quiz(QuizSticker(reading: &reader))
        case .time: self = .time(TimeSticker(reading: &reader))
        }
    }

    /// The members of the sticker's kind, as a story document writes them.
    var members: [JSONMember] {
        switch self {
        case .addYours(let sticker): sticker.members
        case .arrow(let sticker): sticker.members
        case .countdown(let sticker): sticker.members
        case .emoji(let sticker): [.string("emoji", sticker.emoji)]
        case .emojiSlider(let sticker): sticker.members
        case .hashtag(let sticker): [.string("tag", sticker.tag)]
        case .link(let sticker): sticker.members
        case .location(let sticker): sticker.members
        case .mention(let sticker): [.string("handle", sticker.handle)]
        case .music(let sticker): sticker.members
        case .poll(let sticker): sticker.members
        case .question(let sticker): sticker.members
        case .quiz(let sticker): sticker.members
        case .time(let sticker): sticker.members
        }
    }
}

extension JSONMember {
    static func string(_ name: String, _ value: String) -> JSONMember {
        JSONMember(name: name, value: .string(value))
    }

    static func number(_ name: String, _ value: Double) -> JSONMember {
        JSONMember(name: name, value: .number(value))
    }

    static func strings(_ name: String, _ values: [String]) -> JSONMember {
        JSONMember(name: name, value: .array(values.map { .string($0) }))
    }
}
