/// Encodes the content without its kind, which is stored beside it.
extension StickerContent {
    /// - Throws: errors of the decoder; also an error if stickers of this kind are not drawn.
    public init(_ kind: Overlay.Kind, from decoder: any Decoder) throws {
        switch kind {
        case .text, .sticker:
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath, debugDescription: "\(kind.rawValue) has no payload"))
        case .addYours: self = .addYours(try AddYoursSticker(from: decoder))
        case .arrow: self = .arrow(try ArrowSticker(from: decoder))
        case .countdown: self = .countdown(try CountdownSticker(from: decoder))
        case .emoji: self = .emoji(try EmojiSticker(from: decoder))
        case .emojiSlider: self = .emojiSlider(try EmojiSliderSticker(from: decoder))
        case .hashtag: self = .hashtag(try HashtagSticker(from: decoder))
        case .link: self = .link(try LinkSticker(from: decoder))
        case .location: self = .location(try LocationSticker(from: decoder))
        case .mention: self = .mention(try MentionSticker(from: decoder))
        case .music: self = .music(try MusicSticker(from: decoder))
        case .poll: self = .poll(try PollSticker(from: decoder))
        case .question: self = .question(try QuestionSticker(from: decoder))
        case .quiz: self = .quiz(try QuizSticker(from: decoder))
        case .time: self = .time(try TimeSticker(from: decoder))
        }
    }

    /// - Throws: errors of the encoder.
    public func encodePayload(to encoder: any Encoder) throws {
        switch self {
        case .addYours(let sticker): try sticker.encode(to: encoder)
        case .arrow(let sticker): try sticker.encode(to: encoder)
        case .countdown(let sticker): try sticker.encode(to: encoder)
        case .emoji(let sticker): try sticker.encode(to: encoder)
        case .emojiSlider(let sticker): try sticker.encode(to: encoder)
        case .hashtag(let sticker): try sticker.encode(to: encoder)
        case .link(let sticker): try sticker.encode(to: encoder)
        case .location(let sticker): try sticker.encode(to: encoder)
        case .mention(let sticker): try sticker.encode(to: encoder)
        case .music(let sticker): try sticker.encode(to: encoder)
        case .poll(let sticker): try sticker.encode(to: encoder)
        case .question(let sticker): try sticker.encode(to: encoder)
        case .quiz(let sticker): try sticker.encode(to: encoder)
        case .time(let sticker): try sticker.encode(to: encoder)
        }
    }
}
