public import Story

/// Where and when an overlay is visible, for apps that place something tappable over it.
///
/// Lengths are shares of the canvas, from its upper left corner. They hold after the overlay has entered and before it
/// begins to exit.
public struct HitRegion: Hashable, Sendable {
    /// The middle of a region.
    public struct Center: Hashable, Sendable, Codable {
        /// A share of the canvas's width.
        public let x: Double
        /// A share of the canvas's height.
        public let y: Double
    }

    /// The size before rotation.
    public struct Size: Hashable, Sendable, Codable {
        /// A share of the canvas's width.
        public let width: Double
        /// A share of the canvas's height.
        public let height: Double
    }

    /// The purpose of a part of a sticker.
    public enum Role: String, Hashable, Sendable, Codable {
        /// An answer to choose.
        case option
        /// A field for an answer in words.
        case field
        case slider
        case button
    }

    /// A part that responds to taps of its own. It is rotated like the whole.
    public struct Subregion: Hashable, Sendable, Codable {
        public let role: Role
        /// The index among the parts of the same role, from 0, in the story's order.
        public let index: Int
        public let center: Center
        public let size: Size
    }

    /// The overlay's index in the slide's list.
    public let overlay: Int
    /// The content of a drawn sticker; nil for text and for stickers from files.
    public let payload: StickerContent?
    public let kind: Overlay.Kind
    public let center: Center
    public let size: Size
    /// Degrees clockwise about ``center``.
    public let rotation: Double
    /// A share of the canvas's width.
    public let cornerRadius: Double
    /// When the overlay appears, in seconds.
    public let start: Double
    /// When the overlay is gone, in seconds.
    public let end: Double
    public let subregions: [Subregion]
    /// The number of the overlay's slide, from 1, if slides are joined; nil if there is only one.
    public var slide: Int?

    /// The region in a file of several joined slides.
    ///
    /// - Parameters:
    ///   - slide: the slide's number, from 1.
    ///   - seconds: when the slide begins in the file.
    public func joined(slide: Int, after seconds: Double) -> HitRegion {
        HitRegion(
            overlay: overlay, payload: payload, kind: kind, center: center, size: size, rotation: rotation,
            cornerRadius: cornerRadius, start: start + seconds, end: end + seconds, subregions: subregions,
            slide: slide)
    }
}

extension HitRegion {
    /// The region of a layer at rest.
    init(_ layer: Layer, overlay: Int, of overlays: [Overlay], canvasWidth: Int, canvasHeight: Int) {
        self.init(
            layer, in: layer.box, overlay: overlay, of: overlays, canvasWidth: canvasWidth,
            canvasHeight: canvasHeight)
    }

    /// The region at a moment, in seconds; nil if the overlay is not visible then.
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
