/// Where a text's letters are visible on a canvas at a moment. Colour emoji are not included.
public struct LetterMask: Hashable, Sendable {
    /// The canvas column of the first value; may be negative.
    public let x: Int
    /// The canvas row of the first value; may be negative.
    public let y: Int
    public let width: Int
    public let height: Int
    /// How much of each pixel the letters cover, 0…255, row by row.
    public let coverage: [UInt8]
    /// For each pixel, whether something else is drawn over a letter or in its place.
    public let isCovered: [Bool]

    /// - Parameters:
    ///   - white: the text in white, without anything behind or around it.
    ///   - black: the same text in black. Emoji and the like have their own colours and look the same in both.
    ///   - upper: the overlays drawn over the text, with their opacity.
    init(white: OverlayBitmap, black: OverlayBitmap, upper: [(overlay: OverlayBitmap, opacity: UInt16)]) {
        x = white.x
        y = white.y
        width = white.luma.width
        height = white.luma.height
        var coverage = Array(repeating: UInt8(0), count: white.luma.samples.count)
        var isCovered = Array(repeating: false, count: coverage.count)
        let brightest = white.luma.samples.span
        let darkest = black.luma.samples.span
        Self.visit(white, black) { own, other in
            let difference = max(0, Int(brightest[own]) - Int(darkest[other]))
            coverage[own] = UInt8(min(255, (difference * 255 + Self.range / 2) / Self.range))
        }
        for (overlay, opacity) in upper {
            let alpha = overlay.luma.alpha.span
            Self.visit(white, overlay) { index, other in
                // From an opacity of one half, the viewer mainly sees the other overlay.
                if UInt32(alpha[other]) * UInt32(opacity) >= 128 * UInt32(OverlayBitmap.opaque) {
                    isCovered[index] = true
                }
            }
        }
        self.coverage = coverage
        self.isCovered = isCovered
    }

    /// The share of the letters that something else covers, 0 to 1; nil if there are no letters.
    public var coveredShare: Double? {
        let letters = coverage.indices.filter { coverage[$0] >= Self.solid }
        guard !letters.isEmpty else { return nil }
        return Double(letters.count { isCovered[$0] }) / Double(letters.count)
    }

    /// The coverage at which a pixel looks as if it had the letter's full colour.
    public static let solid: UInt8 = 254

    /// The distance from black to white in limited range (ITU-R BT.709-6, 3.5).
    private static let range = 219

    /// Calls `body` for each pixel that both bitmaps cover, with its index in `own` and in `other`.
    private static func visit(_ own: OverlayBitmap, _ other: OverlayBitmap, _ body: (Int, Int) -> Void) {
        let top = max(own.y, other.y)
        let bottom = min(own.y + own.luma.height, other.y + other.luma.height)
        let left = max(own.x, other.x)
        let right = min(own.x + own.luma.width, other.x + other.luma.width)
        guard top < bottom, left < right else { return }
        for row in top..<bottom {
            for column in left..<right {
                body(
                    (row - own.y) * own.luma.width + column - own.x,
                    (row - other.y) * other.luma.width + column - other.x)
            }
        }
    }
}
