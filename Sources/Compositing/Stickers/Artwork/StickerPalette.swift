internal import Story

/// The colours of a drawn sticker.
struct StickerPalette: Hashable {
    /// What the sticker lies on, from the left to the right.
    let card: [Color]
    let text: Color
    /// Of what is said by the way.
    let muted: Color
    /// Of fields in the card: options, tracks, tiles.
    let field: Color
    let fieldText: Color
    /// What catches the eye.
    let accent: [Color]

    /// - Parameters:
    ///   - accent: the colours that stickers of the kind have.
    ///   - color: in place of them.
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

    /// Whether the sticker lies on its own colours.
    var isOnAccent: Bool { card == accent }

    /// The accent as text on a field.
    var onField: [Color] { accent.map { $0.readable(on: field) } }

    /// What stands out on the card, as text.
    var onCard: [Color] { isOnAccent ? [text] : accent.map { $0.readable(on: card.first ?? .white) } }

    /// Text on what is filled with the accent.
    var onAccent: Color { Self.isLight(accent) ? Self.ink : .white }

    /// The darkest that anything is: black is harder than what the apps draw.
    private static let ink = Color(red: 0x26, green: 0x26, blue: 0x28)

    /// Whether white text is not read on the colours: up to a relative luminance of 0.3 it has the contrast
    /// of 3 to 1 that WCAG 2.2 wants of large text.
    private static func isLight(_ colors: [Color]) -> Bool {
        let total = colors.reduce(0) { $0 + $1.relativeLuminance }
        return total / Double(max(1, colors.count)) > 0.3
    }
}
