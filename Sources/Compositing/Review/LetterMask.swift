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
    ///   - letters: the letters alone.
    ///   - pictures: the emoji among them alone.
    ///   - upper: what is drawn over the text, with its opacity.
    init(letters: OverlayBitmap, pictures: OverlayBitmap, upper: [(overlay: OverlayBitmap, opacity: UInt16)])
    {
        x = letters.x
        y = letters.y
        width = letters.luma.width
        height = letters.luma.height
        var coverage = letters.luma.alpha
        var isCovered = Array(repeating: false, count: coverage.count)
        Self.visit(letters, pictures) { index, alpha in if alpha > 0 { coverage[index] = 0 } }
        for (overlay, opacity) in upper {
            Self.visit(letters, overlay) { index, alpha in
                // From half on, it is rather the other overlay that is seen.
                if UInt32(alpha) * UInt32(opacity) >= 128 * UInt32(OverlayBitmap.opaque) {
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

    /// Calls `body` with the index of each pixel that lies under another bitmap, and that one's alpha.
    private static func visit(_ own: OverlayBitmap, _ other: OverlayBitmap, _ body: (Int, UInt8) -> Void) {
        let top = max(own.y, other.y)
        let bottom = min(own.y + own.luma.height, other.y + other.luma.height)
        let left = max(own.x, other.x)
        let right = min(own.x + own.luma.width, other.x + other.luma.width)
        guard top < bottom, left < right else { return }
        let alpha = other.luma.alpha.span
        for row in top..<bottom {
            for column in left..<right {
                body(
                    (row - own.y) * own.luma.width + column - own.x,
                    alpha[(row - other.y) * other.luma.width + column - other.x])
            }
        }
    }
}
