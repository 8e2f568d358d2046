/// The appearance of text. Lengths are in pixels of a canvas 1080 wide and scale with the canvas.
public struct TextStyle: Hashable, Sendable {
    /// The width of the canvas for which lengths are given, in pixels.
    public static let referenceWidth = 1080.0

    public struct Font: Hashable, Sendable {
        /// A family of the story's own fonts, an installed one, or a generic name such as `serif`. Besides ``file``,
        /// the family for letters that the file lacks.
        public var family: String
        /// From 1 to 1000; 400 is regular, 700 bold.
        public var weight: Int
        /// The height of the em square.
        public var size: Double
        /// Whether to use the family's italics, or slanted letters if it has none.
        public var italic: Bool
        /// The font file to use; nil for a family.
        public var file: File?
        /// Places on the axes of a variable font, by the axis's tag, such as `wdth`. They override the weight.
        public var axes: [String: Double]

        public init(
            family: String = "Inter", weight: Int = 700, size: Double = 72, italic: Bool = false,
            file: File? = nil, axes: [String: Double] = [:]
        ) {
            self.family = family
            self.weight = weight
            self.size = size
            self.italic = italic
            self.file = file
            self.axes = axes
        }

        /// A font file, and what to choose from it.
        public struct File: Hashable, Sendable {
            /// Relative to the story document's folder.
            public var src: String
            /// From 1 to 1000; nil for the file's own. Chooses from a collection or a variable font.
            public var weight: Int?
            /// Nil for what the file says.
            public var italic: Bool?

            public init(src: String, weight: Int? = nil, italic: Bool? = nil) {
                self.src = src
                self.weight = weight
                self.italic = italic
            }
        }
    }

    /// The background behind the letters.
    public struct Background: Hashable, Sendable {
        public enum Mode: String, Hashable, Sendable, CaseIterable {
            case none
            /// A rounded box behind each line, joined with the boxes above and below.
            case pill
            /// One rounded box behind all lines.
            case block
        }

        public var mode: Mode
        public var color: Color
        /// The space between the text and the box's left and right edges; nil for one that suits the font's size.
        public var padding: Double?
        /// The radius of the corners; nil for one that suits the font's size.
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

    /// An outline around each letter. Colour emoji have none.
    public struct Outline: Hashable, Sendable {
        public var color: Color
        /// The width of the part that is visible outside the letter.
        public var width: Double

        public init(color: Color = .black, width: Double = 6) {
            self.color = color
            self.width = width
        }
    }

    /// A shadow of the background if there is one, otherwise of the letters and their outline.
    public struct Shadow: Hashable, Sendable {
        public var color: Color
        /// Twice the standard deviation of the blur, as in CSS Backgrounds 3, section 6.1.
        public var blur: Double
        /// The offset to the right, before the overlay is rotated.
        public var x: Double
        /// The offset downwards, before the overlay is rotated.
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

    /// How lines shorter than the longest one are aligned. The script's direction does not matter.
    public enum Alignment: String, Hashable, Sendable, CaseIterable {
        case left, center, right
    }

    public var font: Font
    public var color: Color
    /// Fills letters that have no colour of their own, instead of ``color``.
    public var gradient: Gradient?
    public var letterCase: LetterCase
    /// The extra space between letters.
    public var letterSpacing: Double
    /// The line spacing, as a multiple of the font's own.
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
