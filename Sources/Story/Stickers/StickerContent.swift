/// What a drawn sticker shows, by its kind.
public enum StickerContent: Hashable, Sendable {
    case addYours(AddYoursSticker)
    case arrow(ArrowSticker)
    case countdown(CountdownSticker)
    case emoji(EmojiSticker)
    case emojiSlider(EmojiSliderSticker)
    case hashtag(HashtagSticker)
    case link(LinkSticker)
    case location(LocationSticker)
    case mention(MentionSticker)
    case music(MusicSticker)
    case poll(PollSticker)
    case question(QuestionSticker)
    case quiz(QuizSticker)
    case time(TimeSticker)

    /// The document's `type` for this kind.
    public var kind: Overlay.Kind {
        switch self {
        case .addYours: .addYours
        case .arrow: .arrow
        case .countdown: .countdown
        case .emoji: .emoji
        case .emojiSlider: .emojiSlider
        case .hashtag: .hashtag
        case .link: .link
        case .location: .location
        case .mention: .mention
        case .music: .music
        case .poll: .poll
        case .question: .question
        case .quiz: .quiz
        case .time: .time
        }
    }

    /// The default width, as a share of the canvas's width.
    ///
    /// The widths of Instagram's app, as `src/sticker-builder` of `instagram-private-api` records them. It has none for
    /// Add Yours, arrow, emoji, music and time; those are ours.
    public var standardWidth: Double {
        switch self {
        case .addYours: 0.6
        case .arrow: 0.25
        case .countdown: 0.7
        case .emoji: 0.2
        case .emojiSlider, .question, .quiz: 0.73
        case .hashtag, .location: 0.47
        case .link: 0.51
        case .mention: 0.64
        case .music: 0.6
        case .poll: 0.5
        case .time: 0.4
        }
    }

    /// The theme that people know from the apps.
    var standardTheme: StickerTheme {
        switch self {
        case .arrow, .countdown: .color
        default: .light
        }
    }
}
