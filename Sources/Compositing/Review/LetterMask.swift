/// Where a text's letters are seen on a canvas at a moment; colour emoji are not among them.
public struct LetterMask: Hashable, Sendable {
    /// The canvas's column of the first value; may be negative.
    public let x: Int
    /// The canvas's row of the first value; may be negative.
    public let y: Int
    public let width: Int
    public let height: Int
    /// How much of each pixel letters fill, 0…255, row by row.
    public let coverage: [UInt8]
    /// Whether something else is drawn over or in place of a letter there.
    public let isCovered: [Bool]

    /// - Parameters:
    ///   - white: the text in white, with nothing behind or round it.
    ///   - black: the same in black. What has colours of its own, such as emoji, is the same in both.
    ///   - upper: what is drawn over the text, with its opacity.
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
                // From half on, it is rather the other overlay that is seen.
                if UInt32(alpha[other]) * UInt32(opacity) >= 128 * UInt32(OverlayBitmap.opaque) {
                    isCovered[index] = true
                }
            }
        }
        self.coverage = coverage
        self.isCovered = isCovered
    }

    /// The share of the letters over which something else is drawn, 0 to 1; nil where there are none.
    public var coveredShare: Double? {
        let letters = coverage.indices.filter { coverage[$0] >= Self.solid }
        guard !letters.isEmpty else { return nil }
        return Double(letters.count { isCovered[$0] }) / Double(letters.count)
    }

    /// From which coverage on a pixel has the letter's colour, but for what no eye sees.
    public static let solid: UInt8 = 254

    /// From black to white in limited range (ITU-R BT.709-6, 3.5).
    private static let range = 219

    /// Calls `body` with the index of each pixel that both bitmaps have, in the one and in the other.
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
