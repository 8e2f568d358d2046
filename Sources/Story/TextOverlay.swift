/// Text, wrapped to its placement's width.
public struct TextOverlay: Hashable, Sendable {
    public var content: TextContent
    public var style: TextStyle
    /// Words that look different; nil for none.
    public var highlight: TextHighlight?
    /// The colour of mentions, hashtags and links in the text; nil for the text's own.
    public var entityColor: Color?
    /// How captions are shown. Ignored for content that is not spoken.
    public var captions: Captions
    public var fit: TextFit
    /// The maximum height of the text, as a share of the canvas's height; nil for no limit.
    public var maxHeight: Double?
    public var placement: Placement
    public var presence: Presence
    /// The subtitle file that gave ``content`` its words; nil if they are in the story itself.
    public private(set) var subtitles: SubtitleFile?

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

    /// The overlay's plain text; empty for a subtitle file that has not been read.
    public var text: String {
        switch content {
        case .text(let text): text
        case .runs(let runs): runs.map(\.text).joined()
        case .words(let words): CaptionWord.joined(words)
        case .subtitles: ""
        }
    }

    /// The overlay with the words of its subtitle file; unchanged if it has no such file.
    ///
    /// - Parameter words: in order of time, in seconds from the slide's start; may be empty.
    public func saying(_ words: [CaptionWord]) -> TextOverlay {
        guard case .subtitles(let file) = content else { return self }
        var overlay = self
        overlay.content = .words(words)
        overlay.subtitles = file
        return overlay
    }

    /// Captions without a document: on pills in the upper third, one below the other, throughout the
    /// slide.
    ///
    /// It stays clear of the top 14 % that Instagram and Facebook cover.
    ///
    /// - Parameter place: how problems name the place of the texts.
    /// - Throws: ``StoryDocumentError`` if one text, or all of them together, break the rules for a document's text.
    public init(captions texts: [String], at place: String = "$") throws(StoryDocumentError) {
        let problems = ProblemList()
        for text in texts { TextRules.check(text, path: place, problems: problems) }
        let text = TextRules.withLineFeeds(texts.joined(separator: "\n"))
        if problems.isEmpty { TextRules.checkLength(text, path: place, problems: problems) }
        guard problems.isEmpty else { throw StoryDocumentError(problems: problems.all) }
        self.init(
            text: text, style: TextStyle(background: .init(mode: .pill)),
            placement: Placement(x: 0.5, y: 0.2, width: 0.8))
    }

    /// The overlay that `--captions` draws: the words of a subtitle file while they are spoken, in the lower third.
    ///
    /// It stays clear of the 20 % at the bottom that Instagram and Facebook cover.
    public init(subtitles src: String) {
        var style = NamedTextStyle.strong.style
        style.outline = TextStyle.Outline(width: 5)
        self.init(
            content: .subtitles(SubtitleFile(src: src)), style: style,
            placement: Placement(x: 0.5, y: 0.75, width: 0.8))
    }
}
