internal import Compositing

extension Substitution {
    /// How to get everything drawn as the story asks.
    var remedy: String {
        switch rule {
        case .font where alternatives.isEmpty:
            "Install it, or name an installed one; fc-list : family lists them."
        case .font: "Install it, or name an installed one, such as \(alternatives.joined(separator: ", "))."
        case .letters: "Take another font or style, such as \"style\": \"classic\", for the whole text."
        case .emoji: "Write another emoji, or install a font that knows it."
        case .axis: "Choose a place on an axis that the font has."
        case .license: "Make sure that your licence for the font allows videos, or use another font."
        case .shortened: "Use fewer words."
        }
    }
}

extension Substitution.Rule {
    var findingRule: String {
        switch self {
        case .font: "text.font"
        case .letters: "text.letters"
        case .emoji: "text.emoji"
        case .axis: "text.axis"
        case .license: "text.license"
        case .shortened: "overlay.shortened"
        }
    }

    var limit: String {
        switch self {
        case .font: "an installed font"
        case .letters: "letters that the font has"
        case .emoji: "emoji that an installed font has as one picture"
        case .axis: "places on axes that the font has"
        case .license: "fonts whose licence lets them be embedded"
        case .shortened: "a text that fits"
        }
    }
}
