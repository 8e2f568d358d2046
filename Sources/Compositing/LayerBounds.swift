internal import Story

/// Where an overlay lies and when, for whoever places something to tap over it.
///
/// Shares of the canvas, as the story document has them; when the overlay has come and not begun to go.
public struct LayerBounds: Hashable, Sendable, Codable {
    /// The overlay's place in the slide's list.
    public let overlay: Int
    /// The middle of its box, from the left edge, as a share of the canvas's width.
    public let centerX: Double
    /// The middle of its box, from the upper edge, as a share of the canvas's height.
    public let centerY: Double
    /// Before it is rotated, as a share of the canvas's width.
    public let width: Double
    /// Before it is rotated, as a share of the canvas's height.
    public let height: Double
    /// Degrees clockwise about the middle.
    public let rotation: Double
    /// The first moment at which it is seen, in seconds.
    public let start: Double
    /// The first moment at which it is seen no more, in seconds.
    public let end: Double
}

extension LayerBounds {
    init(_ layer: Layer, overlay: Int, canvasWidth: Int, canvasHeight: Int) {
        self.init(
            layer.box, layer.motion, overlay: overlay, canvasWidth: canvasWidth, canvasHeight: canvasHeight)
    }

    /// Where the overlay lies at a moment; nil where it is not seen.
    init?(_ layer: Layer, at seconds: Double, overlay: Int, canvasWidth: Int, canvasHeight: Int) {
        guard let state = layer.state(at: seconds) else { return nil }
        self.init(
            layer.box(in: state), layer.motion, overlay: overlay, canvasWidth: canvasWidth,
            canvasHeight: canvasHeight)
    }

    private init(
        _ box: BoxTransform, _ motion: LayerMotion, overlay: Int, canvasWidth: Int, canvasHeight: Int
    ) {
        let canvas = Point(x: Double(canvasWidth), y: Double(canvasHeight))
        let center = box.center
        self.init(
            overlay: overlay, centerX: center.x / canvas.x, centerY: center.y / canvas.y,
            width: box.width * box.scale / canvas.x, height: box.height * box.scale / canvas.y,
            rotation: box.radians * 180 / .pi, start: motion.presence.start, end: motion.end)
    }
}
