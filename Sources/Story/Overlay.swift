/// Something drawn over a slide's media.
public enum Overlay: Hashable, Sendable {
    case text(TextOverlay)
    case sticker(StickerOverlay)
    case drawn(DrawnSticker)

    public var kind: Kind {
        switch self {
        case .text: .text
        case .sticker: .sticker
        case .drawn(let sticker): sticker.content.kind
        }
    }

    public var placement: Placement {
        switch self {
        case .text(let text): text.placement
        case .sticker(let sticker): sticker.placement
        case .drawn(let sticker): sticker.placement
        }
    }

    public var presence: Presence {
        switch self {
        case .text(let text): text.presence
        case .sticker(let sticker): sticker.presence
        case .drawn(let sticker): sticker.presence
        }
    }
}
