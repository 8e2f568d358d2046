import Story

/// A slide's background, in words.
struct BackgroundText {
    private let background: Background

    init(_ background: Background) { self.background = background }

    var text: String {
        switch background {
        case .color(let color): return color.hex
        case .gradient(let gradient):
            let kind = gradient.shape == .radial ? "a radial gradient" : "a gradient"
            return background.moves ? "\(kind) that moves" : kind
        case .picture(let picture):
            switch picture.fit {
            case .cover: return picture.src
            case .blur: return "\(picture.src), blurred"
            case .tile: return "\(picture.src), tiled"
            }
        }
    }
}
