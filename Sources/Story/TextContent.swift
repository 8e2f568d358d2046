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
        /// A font file, relative to the story document's folder.
        public var src: String?
        public var axes: [String: Double]?

        public init(
            family: String? = nil, weight: Int? = nil, size: Double? = nil, italic: Bool? = nil,
            src: String? = nil, axes: [String: Double]? = nil
        ) {
            self.family = family
            self.weight = weight
            self.size = size
            self.italic = italic
            self.src = src
            self.axes = axes
        }

        /// The font with these changes.
        ///
        /// Another file begins with its own weight, slope and axes; another family takes the place of a file.
        public func applied(to font: TextStyle.Font) -> TextStyle.Font {
            var file = font.file
            if let src {
                file = TextStyle.Font.File(src: src, weight: weight, italic: italic)
            } else if family != nil {
                file = nil
            } else if let same = file {
                file?.weight = weight ?? same.weight
                file?.italic = italic ?? same.italic
            }
            let isOther = src != nil || family != nil
            return TextStyle.Font(
                family: family ?? font.family,
                weight: file == nil ? weight ?? font.weight : file?.weight ?? 400,
                size: size ?? font.size, italic: file == nil ? italic ?? font.italic : file?.italic ?? false,
                file: file, axes: axes ?? (isOther ? [:] : font.axes))
        }
    }
}
