/// How a slide's picture moves on the canvas.
public struct Motion: Hashable, Sendable, Codable {
    /// The camera's move; nil if the camera stands still.
    public var move: CameraMove?

    public init(_ move: CameraMove? = nil) { self.move = move }

    public static let none = Motion()
    /// A slow move into the picture.
    public static let kenBurns = Motion(.in)
}

/// A slow camera move over a picture, as in Ken Burns's documentaries.
public struct CameraMove: Hashable, Sendable, Codable {
    /// What the camera sees at one moment.
    public struct View: Hashable, Sendable, Codable {
        /// The middle of the view, from the canvas's left edge (0) to its right edge (1). The view never leaves the
        /// canvas.
        public var x: Double
        /// The middle of the view, from the canvas's top edge (0) to its bottom edge (1).
        public var y: Double
        /// The magnification, at least 1.
        public var scale: Double

        public init(x: Double = 0.5, y: Double = 0.5, scale: Double = 1) {
            self.x = x
            self.y = y
            self.scale = scale
        }
    }

    public var from: View
    public var to: View
    public var easing: Easing

    public init(from: View = View(), to: View, easing: Easing = .easeInOut) {
        self.from = from
        self.to = to
        self.easing = easing
    }
}

extension CameraMove {
    /// A named move.
    public enum Direction: String, Hashable, Sendable, CaseIterable {
        /// Moves closer.
        case `in`
        /// Moves away, from close up to the whole picture.
        case out
        /// Moves over the picture.
        case left, right, up, down
    }

    public init(_ direction: Direction, easing: Easing = .easeInOut) {
        let middle = 0.5
        let side = 0.5 / Self.scale
        switch direction {
        case .in: self.init(to: Self.close, easing: easing)
        case .out: self.init(from: Self.close, to: View(), easing: easing)
        case .left: self.init(from: .init(x: 1 - side, y: middle), to: .init(x: side, y: middle), easing)
        case .right: self.init(from: .init(x: side, y: middle), to: .init(x: 1 - side, y: middle), easing)
        case .up: self.init(from: .init(x: middle, y: 1 - side), to: .init(x: middle, y: side), easing)
        case .down: self.init(from: .init(x: middle, y: side), to: .init(x: middle, y: 1 - side), easing)
        }
    }

    /// The default move.
    public static let `in` = CameraMove(.in)

    /// The default magnification: over five seconds, a viewer feels the change more than sees it.
    public static let scale = 1.12

    /// Closer to a point above and to the right of the middle, where faces often are.
    private static let close = View(
        x: 0.5 + 0.3 * (1 - 1 / scale) / 2, y: 0.5 - 0.6 * (1 - 1 / scale) / 2, scale: scale)

    private init(from: View, to: View, _ easing: Easing) {
        self.init(
            from: View(x: from.x, y: from.y, scale: Self.scale),
            to: View(x: to.x, y: to.y, scale: Self.scale), easing: easing)
    }
}
