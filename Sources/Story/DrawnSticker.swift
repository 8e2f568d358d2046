/// A sticker that needs no picture file: the program draws it, as story editors do.
///
/// A drawn poll is only a picture of a poll. To make it respond to taps, an app uses its hit region, which the manifest
/// gives in shares of the canvas.
public struct DrawnSticker: Hashable, Sendable {
    /// What is drawn.
    public var content: StickerContent
    public var theme: StickerTheme
    /// Replaces the colours of the sticker's kind; nil for those.
    public var color: Color?
    /// Its `width` is the width of a card, and the maximum width of a label, which is as wide as its text.
    public var placement: Placement
    public var presence: Presence

    /// - Parameters:
    ///   - theme: nil for the default of the sticker's kind.
    ///   - placement: nil for the middle of the canvas, at the default size of the sticker's kind.
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

/// The colours of a sticker's card or label.
public enum StickerTheme: String, Hashable, Sendable, CaseIterable {
    /// Dark text on white.
    case light
    /// White text on nearly black.
    case dark
    /// White or black text on the sticker's own colours.
    case color
}
