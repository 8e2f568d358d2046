/// A picture with transparency, still or moving.
public struct StickerOverlay: Hashable, Sendable {
    /// The file, relative to the story document's folder.
    public var src: String
    /// Whether a moving sticker begins again after its last picture, or holds it.
    public var loop: Bool
    public var placement: Placement
    public var presence: Presence

    public init(
        src: String, loop: Bool = true, placement: Placement = Placement(width: 0.3),
        presence: Presence = Presence()
    ) {
        self.src = src
        self.loop = loop
        self.placement = placement
        self.presence = presence
    }

    /// What `--sticker` draws: the picture at the lower right, throughout the slide.
    ///
    /// It stays clear of the 6 % at the side and the 20 % at the bottom that Instagram and Facebook
    /// cover.
    public init(corner src: String) {
        self.init(src: src, placement: Placement(x: 0.94, y: 0.8, anchor: .bottomRight, width: 0.3))
    }
}
