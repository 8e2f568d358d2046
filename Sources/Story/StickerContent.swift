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

    /// The fields of the sticker's kind.
    private var fields: any StickerKind {
        switch self {
        case .addYours(let sticker): sticker
        case .arrow(let sticker): sticker
        case .countdown(let sticker): sticker
        case .emoji(let sticker): sticker
        case .emojiSlider(let sticker): sticker
        case .hashtag(let sticker): sticker
        case .link(let sticker): sticker
        case .location(let sticker): sticker
        case .mention(let sticker): sticker
        case .music(let sticker): sticker
        case .poll(let sticker): sticker
        case .question(let sticker): sticker
        case .quiz(let sticker): sticker
        case .time(let sticker): sticker
        }
    }
}

extension Overlay {
    /// The document's `type` for each overlay.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case text, sticker
        case addYours, arrow, countdown, emoji, emojiSlider, hashtag, link, location, mention, music, poll
        case question, quiz, time
    }
}

extension Overlay.Kind {
    /// The type of the kind's fields; nil if stickers of this kind are not drawn.
    fileprivate var fields: (any StickerKind.Type)? {
        switch self {
        case .text, .sticker: nil
        case .addYours: AddYoursSticker.self
        case .arrow: ArrowSticker.self
        case .countdown: CountdownSticker.self
        case .emoji: EmojiSticker.self
        case .emojiSlider: EmojiSliderSticker.self
        case .hashtag: HashtagSticker.self
        case .link: LinkSticker.self
        case .location: LocationSticker.self
        case .mention: MentionSticker.self
        case .music: MusicSticker.self
        case .poll: PollSticker.self
        case .question: QuestionSticker.self
        case .quiz: QuizSticker.self
        case .time: TimeSticker.self
        }
    }
}

extension StickerContent {
    /// The document's `type` for this kind.
    public var kind: Overlay.Kind { type(of: fields).kind }

    /// The default width, as a share of the canvas's width.
    ///
    /// The widths of Instagram's app, as `src/sticker-builder` of `instagram-private-api` records them. It has none for
    /// Add Yours, arrow, emoji, music and time; those are ours.
    public var standardWidth: Double { type(of: fields).standardWidth }

    /// The theme that people know from the apps.
    var standardTheme: StickerTheme { type(of: fields).standardTheme }

    /// Whether the document may set the sticker's colours.
    var hasColors: Bool { type(of: fields).hasColors }

    /// The file that the sticker draws; nil if it needs none.
    package var file: OverlayFile? { fields.file }

    /// The content with another name for its file; unchanged if it needs no file.
    func naming(file src: String) -> StickerContent { fields.naming(file: src).content }

    /// The fields of the sticker's kind, for a module that knows more of the kind.
    package var sticker: any Hashable & Sendable { fields }
}

extension StickerContent {
    /// Nil if stickers of this kind are not drawn.
    init?(_ kind: Overlay.Kind, reading reader: inout ObjectReader) {
        guard let fields = kind.fields else { return nil }
        self = fields.init(reading: &reader).content
    }

    /// The members of the sticker's kind, as a story document writes them.
    var members: [JSONMember] { fields.members }
}

/// Encodes the content without its kind, which is stored beside it.
extension StickerContent {
    /// - Throws: errors of the decoder; also an error if stickers of this kind are not drawn.
    public init(_ kind: Overlay.Kind, from decoder: any Decoder) throws {
        guard let fields = kind.fields else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath, debugDescription: "\(kind.rawValue) has no payload"))
        }
        self = try fields.init(from: decoder).content
    }

    /// - Throws: errors of the encoder.
    public func encodePayload(to encoder: any Encoder) throws { try fields.encode(to: encoder) }
}
