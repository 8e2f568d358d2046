/// A text, wrapped to its placement's width.
public struct TextOverlay: Hashable, Sendable {
    public var content: TextContent
    public var style: TextStyle
    /// Words that look different; nil for none.
    public var highlight: TextHighlight?
    /// The colour of mentions, hashtags and links in the text; nil for the text's own.
    public var entityColor: Color?
    /// For ``TextContent/words(_:)``; without meaning for other contents.
    public var captions: Captions
    public var fit: TextFit
    /// How tall the text may become, as a share of the canvas's height; nil where nothing limits it.
    public var maxHeight: Double?
    public var placement: Placement
    public var presence: Presence

    public init(
        content: TextContent, style: TextStyle = TextStyle(), highlight: TextHighlight? = nil,
        entityColor: Color? = nil, captions: Captions = Captions(), fit: TextFit = .none,
        maxHeight: Double? = nil, placement: Placement = Placement(width: 0.8),
        presence: Presence = Presence()
    ) {
        self.content = content
        self.style = style
        self.highlight = highlight
        self.entityColor = entityColor
        self.captions = captions
        self.fit = fit
        self.maxHeight = maxHeight
        self.placement = placement
        self.presence = presence
    }

    public init(
        text: String, style: TextStyle = TextStyle(), placement: Placement = Placement(width: 0.8),
        presence: Presence = Presence()
    ) {
        self.init(content: .text(text), style: style, placement: placement, presence: presence)
    }

    /// Everything that the overlay says, without its looks.
    public var text: String {
        switch content {
        case .text(let text): text
        case .runs(let runs): runs.map(\.text).joined()
        case .words(let words): CaptionWord.joined(words.map(\.text))
        }
    }

    /// What `--text` draws: a caption in the upper third, on pills, throughout the slide.
    ///
    /// It stays clear of the top 14 % that Instagram and Facebook cover.
    ///
    /// - Throws: ``StoryDocumentError`` where the text breaks the rules of a document's text.
    public init(caption text: String) throws(StoryDocumentError) {
        let problems = ProblemList()
        TextRules.check(text, path: "--text", problems: problems)
        guard problems.isEmpty else { throw StoryDocumentError(problems: problems.all) }
        self.init(
            text: text, style: TextStyle(background: .init(mode: .pill)),
            placement: Placement(x: 0.5, y: 0.2, width: 0.8))
    }
}
