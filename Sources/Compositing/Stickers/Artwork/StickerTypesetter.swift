internal import Story

/// Shapes the texts of one drawn sticker to fit, and notes what is missing or shortened.
final class StickerTypesetter {
    /// A field of the sticker, by its name in the story document, and its characters that no installed font has.
    struct Missing: Hashable {
        let field: String
        let scalars: [Unicode.Scalar]
    }

    /// An emoji that the font has only in parts.
    struct Divided: Hashable {
        let field: String
        let emoji: Character
    }

    private(set) var missing: [Missing] = []
    private(set) var divided: [Divided] = []
    /// The fields whose text is cut off.
    private(set) var shortened: [String] = []
    private let rasteriser: TextRasteriser

    init(_ rasteriser: TextRasteriser) { self.rasteriser = rasteriser }

    /// The sizes to try, as shares of the full size. Smaller text would not be legible on a phone, so longer text ends
    /// with an ellipsis.
    private static let sizes = [1, 0.9, 0.8, 0.7, 0.6]

    /// Shapes a text at the largest size that fits.
    ///
    /// - Parameters:
    ///   - field: the text's key in the story; nil for the program's own text.
    ///   - size: the font's size, in units.
    ///   - width: the maximum width, in units.
    ///   - lines: the maximum number of lines.
    func shape(
        _ text: String, _ field: String?, size: Double, weight: Int = 700, width: Double, lines: Int = 1,
        align: TextStyle.Alignment = .center
    ) -> ShapedText {
        var style = TextStyle(font: .init(weight: weight, size: size), align: align)
        var shaped = rasteriser.shape(text, style: style, width: width, lines: lines)
        for share in Self.sizes.dropFirst() where shaped.isShortened {
            style.font.size = size * share
            shaped = rasteriser.shape(text, style: style, width: width, lines: lines)
        }
        if let field {
            if shaped.isShortened { shortened.append(field) }
            note(shaped.text, of: field)
        }
        return shaped.text
    }

    /// Notes which characters of a text the fonts lack.
    private func note(_ text: ShapedText, of field: String) {
        if !text.missing.isEmpty { missing.append(Missing(field: field, scalars: text.missing)) }
        divided += text.dividedEmoji.map { Divided(field: field, emoji: $0) }
    }

    /// Shapes an emoji whose drawn width or height is `side`.
    func emoji(_ emoji: String, _ field: String, side: Double) -> ShapedText {
        func shape(_ size: Double) -> ShapedText {
            let style = TextStyle(font: .init(size: size))
            return rasteriser.shape(emoji, style: style, width: 4 * side, lines: 1).text
        }
        let sample = shape(side)
        note(sample, of: field)
        let ink = sample.inkOfGlyphs
        return shape(side * side / max(ink.width, ink.height, 1))
    }
}

extension Point {
    /// The box of a text whose middle is this point.
    func box(of text: ShapedText) -> Rectangle {
        Rectangle(x: x - text.width / 2, y: y - text.height / 2, width: text.width, height: text.height)
    }
}

extension Artwork {
    /// Draws a text in the middle of a box, or at its left or right edge, depending on the text's alignment.
    mutating func draw(_ text: ShapedText, in box: Rectangle, _ paint: Paint) {
        let slack = box.width - text.width
        let share =
            switch text.style.align {
            case .left: 0.0
            case .center: 0.5
            case .right: 1.0
            }
        let at = Point(x: box.minX + slack * share, y: box.center.y - text.height / 2)
        draw(text, at: at, paint)
    }

    /// Draws an emoji with its drawn area centred on a point.
    mutating func draw(emoji: ShapedText, center: Point) {
        draw(emoji, at: center - emoji.inkOfGlyphs.center, .plain(.black))
    }
}
