extension TextStyle {
    /// A gradient across all lines.
    public struct Gradient: Hashable, Sendable {
        /// Two to five colours at equal distances.
        public var colors: [Color]
        /// The direction in degrees clockwise from upwards, as in CSS Images 3, section 3.1: 90 is left to right, 180
        /// is downwards.
        public var angle: Double

        /// - Precondition: there are at least two colours.
        public init(colors: [Color], angle: Double = 90) {
            precondition(colors.count >= 2)
            self.colors = colors
            self.angle = angle
        }
    }

    /// A glow around the letters, above the background and below their outline.
    public struct Glow: Hashable, Sendable {
        public var color: Color
        /// The approximate reach of the glow.
        public var radius: Double
        /// 0 for none, 1 for the plain blur, more for a brighter glow.
        public var intensity: Double

        public init(
            color: Color = Color(red: 255, green: 43, blue: 214), radius: Double = 40, intensity: Double = 1
        ) {
            self.color = color
            self.radius = radius
            self.intensity = intensity
        }
    }

    /// The case in which letters are drawn, by Unicode's rules independent of language.
    public enum LetterCase: String, Hashable, Sendable, CaseIterable {
        case none, upper, lower
        /// The first letter of each word is a capital; the others stay as written.
        case title
    }
}
