/// An overlay's position on the canvas, its size and its rotation.
public struct Placement: Hashable, Sendable {
    /// From the canvas's left edge (0) to its right edge (1).
    public var x: Animated
    /// From the canvas's top edge (0) to its bottom edge (1).
    public var y: Animated
    /// The point of the overlay that lies at `x`, `y`.
    public var anchor: Anchor
    /// A share of the canvas's width: a sticker's width, or the width at which text wraps.
    public var width: Double
    /// A factor that enlarges the whole overlay about the anchor.
    public var scale: Animated
    /// Degrees clockwise about the anchor.
    public var rotation: Animated

    public init(
        x: Animated = 0.5, y: Animated = 0.5, anchor: Anchor = .center, width: Double, scale: Animated = 1,
        rotation: Animated = 0
    ) {
        self.x = x
        self.y = y
        self.anchor = anchor
        self.width = width
        self.scale = scale
        self.rotation = rotation
    }
}

/// One of nine points of a box.
public enum Anchor: String, Hashable, Sendable, CaseIterable {
    case topLeft, top, topRight
    case left, center, right
    case bottomLeft, bottom, bottomRight

    /// The share of the box's width to the left of the point: 0, 0.5 or 1.
    public var x: Double {
        switch self {
        case .topLeft, .left, .bottomLeft: 0
        case .top, .center, .bottom: 0.5
        case .topRight, .right, .bottomRight: 1
        }
    }

    /// The share of the box's height above the point: 0, 0.5 or 1.
    public var y: Double {
        switch self {
        case .topLeft, .top, .topRight: 0
        case .left, .center, .right: 0.5
        case .bottomLeft, .bottom, .bottomRight: 1
        }
    }
}
