/// What a text overlay says.
public enum TextContent: Hashable, Sendable {
    case text(String)
    /// Parts with looks of their own, drawn one after the other.
    case runs([TextRun])
    /// Spoken words, shown as captions when they are spoken; in the order of their times.
    case words([CaptionWord])
    /// Spoken words in a file, whose times are those of the slide's media. They become ``words(_:)`` when the file
    /// is read.
    case subtitles(SubtitleFile)

    /// Whether it is shown as captions.
    public var isSpoken: Bool {
        switch self {
        case .text, .runs: false
        case .words, .subtitles: true
        }
    }
}

/// A part of a text.
public struct TextRun: Hashable, Sendable {
    public var text: String
    /// Nil for the style's.
    public var color: Color?
    public var font: FontChange
    /// The colour of a box behind the part; nil for none.
    public var background: Color?

    public init(
        text: String, color: Color? = nil, font: FontChange = FontChange(), background: Color? = nil
    ) {
        self.text = text
        self.color = color
        self.font = font
        self.background = background
    }

    /// What differs from the style's font.
    public struct FontChange: Hashable, Sendable {
        public var family: String?
        public var weight: Int?
        public var size: Double?
        public var italic: Bool?

        public init(
            family: String? = nil, weight: Int? = nil, size: Double? = nil, italic: Bool? = nil
        ) {
            self.family = family
            self.weight = weight
            self.size = size
            self.italic = italic
        }

        /// The style's font with what differs.
        public func applied(to font: TextStyle.Font) -> TextStyle.Font {
            TextStyle.Font(
                family: family ?? font.family, weight: weight ?? font.weight, size: size ?? font.size,
                italic: italic ?? font.italic)
        }
    }
}
