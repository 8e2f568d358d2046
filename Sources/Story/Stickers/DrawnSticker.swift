/// A sticker that needs no picture: the program draws it, as the story editors of the apps do.
///
/// A poll that is drawn is a picture of a poll. What makes it one that can be tapped is its hit region, which
/// the manifest gives in the canvas's shares.
public struct DrawnSticker: Hashable, Sendable {
    /// What is drawn.
    public var content: StickerContent
    public var theme: StickerTheme
    /// In place of the colours that stickers of the kind have; nil for those.
    public var color: Color?
    /// Its `width` is what a card measures, and the most that a label does: one is as wide as its text.
    public var placement: Placement
    public var presence: Presence

    /// - Parameters:
    ///   - theme: nil for what stickers of the kind look like.
    ///   - placement: nil for the middle of the canvas, in the size that stickers of the kind have.
    public init(
        _ content: StickerContent, theme: StickerTheme? = nil, color: Color? = nil,
        placement: Placement? = nil, presence: Presence = Presence()
    ) {
        self.content = content
        self.theme = theme ?? content.standardTheme
        self.color = color
        self.placement = placement ?? Placement(width: content.standardWidth)
        self.presence = presence
    }
}

/// What a sticker's card or label looks like.
public enum StickerTheme: String, Hashable, Sendable, CaseIterable {
    /// Dark text on white.
    case light
    /// White text on nearly black.
    case dark
    /// The sticker's colours behind, white or black text on them.
    case color
}
