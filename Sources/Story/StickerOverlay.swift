/// A picture with transparency, still or moving.
public struct StickerOverlay: Hashable, Sendable {
    /// The file, relative to the story document's folder.
    public var src: String
    /// Whether a moving sticker repeats after its last frame; otherwise it holds that frame.
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

    /// The overlays that `--sticker` draws: pictures at the lower right throughout the slide. Several stand side by
    /// side, the first one on the right.
    ///
    /// They stay clear of the 6 % at the sides and the 20 % at the bottom that Instagram and Facebook cover.
    public static func corner(_ files: [String]) -> [StickerOverlay] {
        let room = 0.88
        // Two fit side by side at their full size; more share the room.
        let width = min(0.3, room / Double(max(1, files.count)) - gap)
        return files.enumerated().map { index, src in
            StickerOverlay(
                src: src,
                placement: Placement(
                    x: .constant(0.94 - Double(index) * (width + gap)), y: 0.8, anchor: .bottomRight,
                    width: max(width, 0.01)))
        }
    }

    /// The gap between two stickers, as a share of the canvas's width.
    private static let gap = 0.02
}
