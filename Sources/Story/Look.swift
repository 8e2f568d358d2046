/// A ready-made change of colours, like the filters of photo apps.
///
/// The names are our own. The module Color holds the data of each look; most are based on published
/// approximations of well-known filters.
public enum Look: String, Hashable, Sendable, Codable, CaseIterable {
    case airy, blush, cinema, cross, duotone, dusk, ember, faded, golden, haze, ink, lagoon, linen
    case mint, moonlight, noir, pastel, plum, punch, retro, soft, toasted, vivid, warm

    /// A one-sentence description of the look.
    public var summary: String {
        switch self {
        case .airy: "Bright, clear and cool, with open shadows and calm whites."
        case .blush: "A pink veil over strong colours, as in an old album."
        case .cinema: "Teal shadows and orange skin, with more contrast."
        case .cross: "Cross-processed film: burnt colours and dark corners."
        case .duotone: "Two colours only, from deep blue to apricot."
        case .dusk: "Cool and bright, as in the blue hour, with darker corners."
        case .ember: "Glowing orange and strong contrast."
        case .faded: "Pale and dusty, with little contrast."
        case .golden: "Sepia gold with dark corners."
        case .haze: "Muted and brownish, as through warm haze."
        case .ink: "Black and white with bright tones."
        case .lagoon: "Yellowed colours over blue shadows."
        case .linen: "Soft and bright, with a touch of lavender."
        case .mint: "Bright and low in contrast, greenish."
        case .moonlight: "Black and white with lifted blacks."
        case .noir: "Black and white with hard contrast and dark corners."
        case .pastel: "Pale pastel colours, turned towards pink."
        case .plum: "Brown tones, hard contrast, violet shadows."
        case .punch: "Rich colours, hard contrast, dark corners."
        case .retro: "Warm pink lights and blue shadows, as on prints of the seventies."
        case .soft: "Gentle and bright with little contrast."
        case .toasted: "Burnt orange over everything, with dark corners."
        case .vivid: "Stronger contrast and colours, and cool tones."
        case .warm: "Warm and a little faded, as in late sunshine."
        }
    }
}
