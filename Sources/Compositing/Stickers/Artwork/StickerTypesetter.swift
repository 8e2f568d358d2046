internal import Story

/// Shapes the texts of one drawn sticker so that they fit, and notes what did not go well.
final class StickerTypesetter {
    /// A field of the sticker, as the story document names it, and the characters in it that no font has.
    struct Missing: Hashable {
        let field: String
        let scalars: [Unicode.Scalar]
    }

    /// An emoji that the font has in parts only.
    struct Divided: Hashable {
        let field: String
        let emoji: Character
    }

    private(set) var missing: [Missing] = []
    private(set) var divided: [Divided] = []
    /// The fields whose texts end early.
    private(set) var shortened: [String] = []
    private let rasteriser: TextRasteriser

    init(_ rasteriser: TextRasteriser) { self.rasteriser = rasteriser }

    /// Smaller text than this share of its size is not read on a phone; it ends with an ellipsis then.
    private static let sizes = [1, 0.9, 0.8, 0.7, 0.6]

    /// Shapes a text at the largest size at which it fits.
    ///
    /// - Parameters:
    ///   - field: the text's key in the story; nil for what the program says itself.
    ///   - size: of the font, in units.
    ///   - width: the most that it may measure.
    ///   - lines: the most that it may have.
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

    /// Notes what the fonts do not have of a text.
    private func note(_ text: ShapedText, of field: String) {
        if !text.missing.isEmpty { missing.append(Missing(field: field, scalars: text.missing)) }
        divided += text.dividedEmoji.map { Divided(field: field, emoji: $0) }
    }

    /// Shapes an emoji whose ink is as wide or as high as `side`.
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
    /// What a text covers whose middle the point is.
    func box(of text: ShapedText) -> Rectangle {
        Rectangle(x: x - text.width / 2, y: y - text.height / 2, width: text.width, height: text.height)
    }
}

extension Artwork {
    /// Draws a text in the middle of a box, or at its left or right edge as the text is aligned.
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

    /// Draws an emoji's ink in the middle of a box.
    mutating func draw(emoji: ShapedText, center: Point) {
        draw(emoji, at: center - emoji.inkOfGlyphs.center, .plain(.black))
    }
}
