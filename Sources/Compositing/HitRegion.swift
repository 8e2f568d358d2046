public import Story

/// Where an overlay lies and when, for apps that place something to tap over it.
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
    /// Whose overlay it is, counted from 1, where slides are joined; nil where there is one.
    public var slide: Int?

    /// The same where its slide is one of several in a file.
    ///
    /// - Parameters:
    ///   - slide: counted from 1.
    ///   - seconds: when the slide begins in the file.
    public func joined(slide: Int, after seconds: Double) -> HitRegion {
        HitRegion(
            overlay: overlay, payload: payload, kind: kind, center: center, size: size, rotation: rotation,
            cornerRadius: cornerRadius, start: start + seconds, end: end + seconds, subregions: subregions,
            slide: slide)
    }
}

extension HitRegion {
    /// At rest.
    init(_ layer: Layer, overlay: Int, of overlays: [Overlay], canvasWidth: Int, canvasHeight: Int) {
        self.init(
            layer, in: layer.box, overlay: overlay, of: overlays, canvasWidth: canvasWidth,
            canvasHeight: canvasHeight)
    }

    /// At a moment, in seconds; nil where the overlay is not seen then.
    init?(
        _ layer: Layer, at seconds: Double, overlay: Int, of overlays: [Overlay], canvasWidth: Int,
        canvasHeight: Int
    ) {
        guard let state = layer.state(at: seconds) else { return nil }
        self.init(
            layer, in: layer.box(in: state), overlay: overlay, of: overlays, canvasWidth: canvasWidth,
            canvasHeight: canvasHeight)
    }

    private init(
        _ layer: Layer, in box: BoxTransform, overlay: Int, of overlays: [Overlay], canvasWidth: Int,
        canvasHeight: Int
    ) {
        let width = Double(canvasWidth)
        let height = Double(canvasHeight)
        func center(_ point: Point) -> Center { Center(x: point.x / width, y: point.y / height) }
        func size(_ own: (width: Double, height: Double)) -> Size {
            Size(width: own.width * box.scale / width, height: own.height * box.scale / height)
        }
        self.init(
            overlay: overlay, payload: overlays[overlay].content, kind: overlays[overlay].kind,
            center: center(box.center), size: size((box.width, box.height)),
            rotation: box.radians * 180 / .pi, cornerRadius: layer.cornerRadius * box.scale / width,
            start: layer.motion.presence.start, end: layer.motion.end,
            subregions: layer.parts.map { part in
                Subregion(
                    role: part.role, index: part.index, center: center(box.apply(part.box.center)),
                    size: size((part.box.width, part.box.height)))
            })
    }
}
