internal import Story

/// The colours of a drawn sticker.
struct StickerPalette: Hashable {
    /// The card's colours, from left to right.
    let card: [Color]
    let text: Color
    /// For less important text.
    let muted: Color
    /// For fields on the card: options, tracks, tiles.
    let field: Color
    let fieldText: Color
    /// For what should catch the eye.
    let accent: [Color]

    /// - Parameters:
    ///   - accent: the standard colours of the sticker's kind.
    ///   - color: replaces `accent`; nil to keep it.
    init(_ theme: StickerTheme, accent: [Color], color: Color?) {
        let accent = color.map { [$0] } ?? accent
        self.accent = accent
        switch theme {
        case .light:
            card = [.white]
            text = Self.ink
            muted = Color(red: 0x73, green: 0x73, blue: 0x78)
            field = Color(red: 0xef, green: 0xef, blue: 0xf2)
            fieldText = Self.ink
        case .dark:
            card = [Self.ink]
            text = .white
            muted = Color(red: 0xb4, green: 0xb4, blue: 0xba)
            field = Color(red: 0x44, green: 0x44, blue: 0x48)
            fieldText = .white
        case .color:
            card = accent
            text = Self.isLight(accent) ? Self.ink : .white
            muted = Color(red: text.red, green: text.green, blue: text.blue, alpha: 0xcc)
            field = Color(red: 255, green: 255, blue: 255, alpha: 0xe6)
            fieldText = Self.ink
        }
    }

    /// Whether the card has the sticker's own colours.
    var isOnAccent: Bool { card == accent }

    /// The accent for text on a field.
    var onField: [Color] { accent.map { $0.readable(on: field) } }

    /// A colour that stands out on the card, for text.
    var onCard: [Color] { isOnAccent ? [text] : accent.map { $0.readable(on: card.first ?? .white) } }

    /// The colour of text on the accent.
    var onAccent: Color { Self.isLight(accent) ? Self.ink : .white }

    /// The darkest colour used. Pure black would be harsher than the stickers of the apps.
    private static let ink = Color(red: 0x26, green: 0x26, blue: 0x28)

    /// Whether white text would be hard to read on the colours. Up to a relative luminance of 0.3, white text has the
    /// contrast of 3 to 1 that WCAG 2.2 demands for large text.
    private static func isLight(_ colors: [Color]) -> Bool {
        let total = colors.reduce(0) { $0 + $1.relativeLuminance }
        return total / Double(max(1, colors.count)) > 0.3
    }
}
