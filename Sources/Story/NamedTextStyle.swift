/// Named sets of default values for ``TextStyle``, as in story editors.
///
/// A document names one and may override each of its values.
public enum NamedTextStyle: String, Hashable, Sendable, CaseIterable {
    case classic, modern, strong, typewriter, neon, serif, handwriting, script, condensed, label, meme, bubble

    /// The style if the document gives only the name.
    ///
    /// Sizes differ so that letters look equally large: a script font's letters are small for their em square.
    public var style: TextStyle {
        let ink = Color(red: 0x16, green: 0x16, blue: 0x18)
        return switch self {
        case .classic: TextStyle()
        case .modern:
            TextStyle(
                font: .init(family: "League Spartan", weight: 600, size: 76), letterCase: .upper,
                letterSpacing: 8, lineHeight: 1.1)
        case .strong:
            TextStyle(
                font: .init(weight: 900, size: 84, italic: true), letterCase: .upper, letterSpacing: -1,
                lineHeight: 0.9)
        case .typewriter:
            TextStyle(
                font: .init(family: "Courier Prime", weight: 700, size: 68), color: ink,
                background: .init(
                    mode: .pill, color: Color(red: 0xf7, green: 0xf3, blue: 0xe8), padding: 22, radius: 6))
        case .neon:
            TextStyle(
                font: .init(family: "Comfortaa", weight: 700, size: 80),
                color: Color(red: 255, green: 0xee, blue: 0xfc), lineHeight: 1.1,
                glow: .init(radius: 44, intensity: 1.6))
        case .serif:
            TextStyle(
                font: .init(family: "EB Garamond", weight: 400, size: 92), lineHeight: 0.95,
                shadow: .init(blur: 14, y: 3))
        case .handwriting:
            TextStyle(
                font: .init(family: "Kristi", weight: 400, size: 150), lineHeight: 0.85,
                shadow: .init(blur: 8, y: 3))
        case .script:
            TextStyle(
                font: .init(family: "Dancing Script", weight: 700, size: 100), shadow: .init(blur: 12, y: 4))
        case .condensed:
            TextStyle(
                font: .init(family: "Bebas Neue", weight: 700, size: 116), letterCase: .upper,
                letterSpacing: 2, lineHeight: 0.95)
        case .label:
            TextStyle(
                font: .init(weight: 600, size: 60), color: ink,
                background: .init(mode: .pill, color: .white, padding: 24, radius: 18))
        case .meme:
            TextStyle(
                font: .init(family: "League Spartan", weight: 900, size: 100), letterCase: .upper,
                outline: .init(width: 8))
        case .bubble:
            TextStyle(
                font: .init(family: "Comfortaa", weight: 700, size: 84),
                outline: .init(color: Color(red: 255, green: 0x4f, blue: 0x9a), width: 14),
                shadow: .init(blur: 10, y: 8))
        }
    }
}
