extension TextStyle {
    /// Colours that pass into each other across all lines.
    public struct Gradient: Hashable, Sendable {
        /// Two to five, evenly apart.
        public var colors: [Color]
        /// The direction in which they follow each other, in degrees clockwise from upwards, as CSS Images 3,
        /// section 3.1, has it: 90 from left to right, 180 downwards.
        public var angle: Double

        /// - Precondition: there are two colours at least.
        public init(colors: [Color], angle: Double = 90) {
            precondition(colors.count >= 2)
            self.colors = colors
            self.angle = angle
        }
    }

    /// Light round the letters, over the background and under their outline.
    public struct Glow: Hashable, Sendable {
        public var color: Color
        /// How far it reaches, about.
        public var radius: Double
        /// 0 for none, 1 for what the blur gives, more for a brighter one.
        public var intensity: Double

        public init(
            color: Color = Color(red: 255, green: 43, blue: 214), radius: Double = 40, intensity: Double = 1
        ) {
            self.color = color
            self.radius = radius
            self.intensity = intensity
        }
    }

    /// Which letters are drawn for those that are written; by Unicode's rules, whatever the language.
    public enum LetterCase: String, Hashable, Sendable, CaseIterable {
        case none, upper, lower
        /// The first letter of each word is large, the others are as they are written.
        case title
    }
}
