/// How text looks. Lengths are in pixels of a canvas 1080 wide and grow with wider ones.
public struct TextStyle: Hashable, Sendable {
    /// The width of the canvas, in pixels, on which lengths are as they are written.
    public static let referenceWidth = 1080.0

    public struct Font: Hashable, Sendable {
        /// A family that is installed, or a generic name such as `serif`.
        public var family: String
        /// From 1 to 1000; 400 is regular, 700 bold.
        public var weight: Int
        /// The height of the em square.
        public var size: Double
        /// Letters of the family's italics, or slanted ones where it has none.
        public var italic: Bool

        public init(
            family: String = "Inter", weight: Int = 700, size: Double = 72, italic: Bool = false
        ) {
            self.family = family
            self.weight = weight
            self.size = size
            self.italic = italic
        }
    }

    /// What lies behind the letters.
    public struct Background: Hashable, Sendable {
        public enum Mode: String, Hashable, Sendable, CaseIterable {
            case none
            /// A rounded box behind each line, joined with those above and below it.
            case pill
            /// One rounded box behind all lines.
            case block
        }

        public var mode: Mode
        public var color: Color
        /// What the box is wider than the line on either side; nil for what suits the font's size.
        public var padding: Double?
        /// The radius of the corners; nil for what suits the font's size.
        public var radius: Double?

        public init(
            mode: Mode = .none, color: Color = Color(red: 0, green: 0, blue: 0, alpha: 0xb3),
            padding: Double? = nil, radius: Double? = nil
        ) {
            self.mode = mode
            self.color = color
            self.padding = padding
            self.radius = radius
        }
    }

    /// A line round each letter; colour emoji have none.
    public struct Outline: Hashable, Sendable {
        public var color: Color
        /// What of the line is seen outside the letter.
        public var width: Double

        public init(color: Color = .black, width: Double = 6) {
            self.color = color
            self.width = width
        }
    }

    /// What the background casts where there is one, otherwise the letters with their outline.
    public struct Shadow: Hashable, Sendable {
        public var color: Color
        /// Twice the standard deviation of the blur, as in CSS Backgrounds 3, section 6.1.
        public var blur: Double
        /// To the right, before the overlay is rotated.
        public var x: Double
        /// Downwards, before the overlay is rotated.
        public var y: Double

        public init(
            color: Color = Color(red: 0, green: 0, blue: 0, alpha: 0x99), blur: Double = 12,
            x: Double = 0, y: Double = 4
        ) {
            self.color = color
            self.blur = blur
            self.x = x
            self.y = y
        }
    }

    /// Where lines shorter than the longest one lie; the same for scripts written from right to left.
    public enum Alignment: String, Hashable, Sendable, CaseIterable {
        case left, center, right
    }

    public var font: Font
    public var color: Color
    /// What fills letters that have no colour of their own, in place of ``color``.
    public var gradient: Gradient?
    public var letterCase: LetterCase
    /// What is added between letters.
    public var letterSpacing: Double
    /// The distance of lines, as a multiple of what their fonts ask for.
    public var lineHeight: Double
    public var background: Background
    public var outline: Outline?
    public var shadow: Shadow?
    public var glow: Glow?
    public var align: Alignment

    public init(
        font: Font = Font(), color: Color = .white, gradient: Gradient? = nil,
        letterCase: LetterCase = .none, letterSpacing: Double = 0, lineHeight: Double = 1,
        background: Background = Background(), outline: Outline? = nil, shadow: Shadow? = nil,
        glow: Glow? = nil, align: Alignment = .center
    ) {
        self.font = font
        self.color = color
        self.gradient = gradient
        self.letterCase = letterCase
        self.letterSpacing = letterSpacing
        self.lineHeight = lineHeight
        self.background = background
        self.outline = outline
        self.shadow = shadow
        self.glow = glow
        self.align = align
    }
}
