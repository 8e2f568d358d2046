/// Which part of a slide's picture the canvas shows.
public struct Framing: Hashable, Sendable, Codable {
    /// What of the upright picture is used at all; nil for everything.
    public var crop: NormalizedRect?
    /// The point to keep in view; nil for the middle.
    public var focus: FocusPoint?
    /// How much larger the picture is than its ``Fit`` makes it. Below 1 it leaves a part of the canvas free.
    public var zoom: Animated

    public init(crop: NormalizedRect? = nil, focus: FocusPoint? = nil, zoom: Animated = 1) {
        self.crop = crop
        self.focus = focus
        self.zoom = zoom
    }

    /// Whether the view changes while the slide lasts.
    public var moves: Bool {
        zoom.changes || (focus?.x.changes ?? false) || (focus?.y.changes ?? false)
    }
}

/// A point of the picture that lies in the middle of the canvas, or as near to it as the picture's edges allow.
public struct FocusPoint: Hashable, Sendable, Codable {
    /// From the left edge (0) to the right edge (1) of what ``Framing/crop`` leaves.
    public var x: Animated
    /// From the top edge (0) to the bottom edge (1).
    public var y: Animated

    public init(x: Animated = 0.5, y: Animated = 0.5) {
        self.x = x
        self.y = y
    }
}

/// A rotation of the upright picture by quarters, clockwise. The raw value is in degrees.
public enum QuarterTurn: Int, Hashable, Sendable, Codable, CaseIterable {
    case none = 0
    case right = 90
    case around = 180
    case left = 270

    /// Whether width and height are exchanged.
    package var swapsAxes: Bool { self == .right || self == .left }
}

/// A mirror image of the upright picture, made before it is turned.
public enum Flip: String, Hashable, Sendable, Codable, CaseIterable {
    case none
    /// Left and right change places.
    case horizontal
    /// Top and bottom change places.
    case vertical
}
