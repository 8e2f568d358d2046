/// Something drawn over a slide's media.
public enum Overlay: Hashable, Sendable {
    case text(TextOverlay)
    case sticker(StickerOverlay)

    /// The `type` by which the document names each.
    enum Kind: String, CaseIterable {
        case text, sticker
    }

    public var placement: Placement {
        switch self {
        case .text(let text): text.placement
        case .sticker(let sticker): sticker.placement
        }
    }

    public var presence: Presence {
        switch self {
        case .text(let text): text.presence
        case .sticker(let sticker): sticker.presence
        }
    }
}
