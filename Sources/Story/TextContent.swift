/// The content of a text overlay.
public enum TextContent: Hashable, Sendable {
    case text(String)
    /// Runs with their own appearance, drawn one after the other.
    case runs([TextRun])
    /// Spoken words in order of time, shown as captions while they are spoken.
    case words([CaptionWord])
    /// Spoken words in a subtitle file, whose times count from the start of the slide's media. Reading the file turns
    /// them into ``words(_:)``.
    case subtitles(SubtitleFile)

    /// Whether the content is shown as captions.
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
    /// The colour; nil for the style's.
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

    /// Changes to the style's font.
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

        /// The font with these changes.
        public func applied(to font: TextStyle.Font) -> TextStyle.Font {
            TextStyle.Font(
                family: family ?? font.family, weight: weight ?? font.weight, size: size ?? font.size,
                italic: italic ?? font.italic)
        }
    }
}
