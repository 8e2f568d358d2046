public import Story

/// Where an overlay lies and when, for whoever places something to tap over it.
///
/// Lengths are shares of the canvas, from its upper left corner, when the overlay has come and not begun to go.
public struct HitRegion: Hashable, Sendable {
    /// A point.
    public struct Center: Hashable, Sendable, Codable {
        /// A share of the canvas's width.
        public let x: Double
        /// A share of the canvas's height.
        public let y: Double
    }

    /// Before it is rotated.
    public struct Size: Hashable, Sendable, Codable {
        /// A share of the canvas's width.
        public let width: Double
        /// A share of the canvas's height.
        public let height: Double
    }

    /// What a part of a sticker is for.
    public enum Role: String, Hashable, Sendable, Codable {
        /// One of the answers.
        case option
        /// What takes an answer in words.
        case field
        case slider
        case button
    }

    /// A part that can be tapped by itself, rotated as the whole is.
    public struct Subregion: Hashable, Sendable, Codable {
        public let role: Role
        /// Among those of the same role, from 0, in the story's order.
        public let index: Int
        public let center: Center
        public let size: Size
    }

    /// The overlay's place in the slide's list.
    public let overlay: Int
    /// What the sticker is and says; nil for text and for stickers from files.
    public let payload: StickerContent?
    public let kind: Overlay.Kind
    public let center: Center
    public let size: Size
    /// Degrees clockwise about the center.
    public let rotation: Double
    /// A share of the canvas's width.
    public let cornerRadius: Double
    /// The first moment at which it is seen, in seconds.
    public let start: Double
    /// The first moment at which it is seen no more, in seconds.
    public let end: Double
    public let subregions: [Subregion]
}

extension HitRegion {
    init(_ layer: Layer, overlay: Int, of overlays: [Overlay], canvasWidth: Int, canvasHeight: Int) {
        let width = Double(canvasWidth)
        let height = Double(canvasHeight)
        func center(_ point: Point) -> Center { Center(x: point.x / width, y: point.y / height) }
        self.init(
            overlay: overlay, payload: overlays[overlay].drawnContent, kind: overlays[overlay].kind,
            center: center(layer.box.center),
            size: Size(width: layer.box.width / width, height: layer.box.height / height),
            rotation: layer.box.radians * 180 / .pi, cornerRadius: layer.cornerRadius / width,
            start: layer.presence.start, end: layer.end,
            subregions: layer.parts.map { part in
                Subregion(
                    role: part.role, index: part.index, center: center(layer.box.apply(part.box.center)),
                    size: Size(width: part.box.width / width, height: part.box.height / height))
            })
    }
}

extension Overlay {
    fileprivate var drawnContent: StickerContent? {
        guard case .drawn(let sticker) = self else { return nil }
        return sticker.content
    }
}
