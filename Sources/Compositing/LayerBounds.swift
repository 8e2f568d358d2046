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
        let canvas = Point(x: Double(canvasWidth), y: Double(canvasHeight))
        let center = layer.box.center
        self.init(
            overlay: overlay, centerX: center.x / canvas.x, centerY: center.y / canvas.y,
            width: layer.box.width / canvas.x, height: layer.box.height / canvas.y,
            rotation: layer.box.radians * 180 / .pi, start: layer.presence.start, end: layer.end)
    }
}
