/// What lies behind a slide's media, or what a slide without media shows.
public enum Background: Hashable, Sendable, Codable {
    /// One colour. Transparent colours lie on black.
    case color(Color)
    case gradient(BackgroundGradient)
    case picture(BackgroundPicture)

    /// Whether it changes while the slide lasts.
    public var moves: Bool {
        guard case .gradient(let gradient) = self else { return false }
        return gradient.angle.changes || gradient.x.changes || gradient.y.changes
    }
}

/// Colours that blend into each other over the whole canvas.
public struct BackgroundGradient: Hashable, Sendable, Codable {
    public enum Shape: String, Hashable, Sendable, Codable, CaseIterable {
        /// Along a line through the canvas's middle.
        case linear
        /// Outwards from a point, to the canvas's farthest corner.
        case radial
    }

    /// One colour and its place.
    public struct Stop: Hashable, Sendable, Codable {
        public var color: Color
        /// From the gradient's start (0) to its end (1).
        public var at: Double

        public init(color: Color, at: Double) {
            self.color = color
            self.at = at
        }
    }

    public var shape: Shape
    /// At least two, in ascending order of place.
    public var stops: [Stop]
    /// The direction of a linear gradient in degrees clockwise from upwards, as in CSS Images 3, section 3.1: 90 is left
    /// to right, 180 is downwards.
    public var angle: Animated
    /// The middle of a radial gradient, from the canvas's left edge (0) to its right edge (1).
    public var x: Animated
    /// The middle of a radial gradient, from the canvas's top edge (0) to its bottom edge (1).
    public var y: Animated

    public init(
        shape: Shape = .linear, stops: [Stop], angle: Animated = 180, x: Animated = 0.5, y: Animated = 0.5
    ) {
        self.shape = shape
        self.stops = stops
        self.angle = angle
        self.x = x
        self.y = y
    }

    /// A gradient of colours at equal distances.
    public init(shape: Shape = .linear, colors: [Color], angle: Animated = 180) {
        let last = Double(max(1, colors.count - 1))
        self.init(
            shape: shape, stops: colors.enumerated().map { Stop(color: $1, at: Double($0) / last) },
            angle: angle)
    }
}

/// A picture file that fills the canvas.
public struct BackgroundPicture: Hashable, Sendable, Codable {
    public enum Fit: String, Hashable, Sendable, Codable, CaseIterable {
        /// Fills the canvas and crops what is outside it.
        case cover
        /// Fills the canvas, blurred and a little darker, so that what lies before it stands out.
        case blur
        /// Repeats the picture from the canvas's upper left corner.
        case tile
    }

    /// The file's name, relative to the story document's folder.
    public var src: String
    public var fit: Fit
    /// The width of one tile, as a share of the canvas's width.
    public var width: Double

    public init(src: String, fit: Fit = .cover, width: Double = 0.25) {
        self.src = src
        self.fit = fit
        self.width = width
    }
}
