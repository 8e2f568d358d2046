/// A text, wrapped to its placement's width.
public struct TextOverlay: Hashable, Sendable {
    public var text: String
    public var style: TextStyle
    public var placement: Placement
    public var presence: Presence

    public init(
        text: String, style: TextStyle = TextStyle(), placement: Placement = Placement(width: 0.8),
        presence: Presence = Presence()
    ) {
        self.text = text
        self.style = style
        self.placement = placement
        self.presence = presence
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
