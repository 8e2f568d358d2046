internal import CPangoCairo
internal import Story

/// A text broken into lines of glyphs. The upper left corner of its box is at 0, 0.
///
/// Corresponds to `PangoLayout`.
@safe final class ShapedText {
    let text: StyledText
    let style: TextStyle
    /// Canvas pixels for each pixel of the style.
    let scale: Double
    /// The lines that have something visible on them.
    let lines: [ShapedLine]
    /// The boxes behind the visible letters.
    let backgrounds: [Rectangle]
    /// The radius of the boxes' corners.
    let radius: Double
    /// The area of the lines without their background.
    let content: Rectangle
    /// The size of the box to place: the lines with their background, in pixels.
    let width: Double
    let height: Double
    /// Released together with the text.
    let layout: OpaquePointer
    /// The story's own fonts; nil if it has none.
    let fonts: LoadedFonts?

    init(
        taking layout: OpaquePointer, text: StyledText, style: TextStyle, scale: Double, fonts: LoadedFonts?
    ) {
        unsafe self.layout = layout
        self.fonts = fonts
        self.text = text
        self.style = style
        self.scale = scale
        let padding = Padding(style, scale: scale)
        radius = padding.radius
        var lines = unsafe ShapedLine.all(of: layout, text: text)
        let contentWidth = lines.map(\.logical.width).max() ?? 0
        let contentHeight = (lines.last?.logical.maxY ?? 0) - (lines.first?.logical.minY ?? 0)
        let top = lines.first?.logical.minY ?? 0
        lines = lines.map { line in
            let slack = contentWidth - line.logical.width
            let share =
                switch style.align {
                case .left: 0.0
                case .center: 0.5
                case .right: 1.0
                }
            return line.moved(
                by: Point(x: padding.x + slack * share - line.logical.minX, y: padding.y - top))
        }
        self.lines = lines
        content = Rectangle(
            minX: padding.x, minY: padding.y, maxX: padding.x + contentWidth, maxY: padding.y + contentHeight)
        width = contentWidth + 2 * padding.x
        height = contentHeight + 2 * padding.y
        let seen = lines.compactMap { $0.logical(of: text) }
            .map { $0.expanded(horizontally: padding.x, vertically: padding.y) }
        backgrounds =
            switch style.background.mode {
            case .none: []
            case .pill: seen
            case .block: seen.first.map { first in [seen.dropFirst().reduce(first) { $0.union($1) }] } ?? []
            }
    }

    deinit { unsafe g_object_unref(UnsafeMutableRawPointer(layout)) }

    /// The area of glyphs, outline and backgrounds, without shadow and glow.
    var ink: Rectangle {
        let outline = (style.outline?.width ?? 0) * scale
        let glyphs = lines.map { $0.ink.expanded(horizontally: outline, vertically: outline) }
        let parts = glyphs + backgrounds + markers.map(\.box)
        return parts.reduce(Rectangle(minX: 0, minY: 0, maxX: width, maxY: height)) { $0.union($1) }
    }

    /// The area of the glyphs alone.
    var inkOfGlyphs: Rectangle {
        guard let first = lines.first?.ink else { return Rectangle(minX: 0, minY: 0, maxX: 0, maxY: 0) }
        return lines.dropFirst().reduce(first) { $0.union($1.ink) }
    }

    /// The code points that no installed font has, in order, each once.
    ///
    /// Code points that are invisible by themselves, such as joiners and variation selectors, are not included.
    ///
    /// Corresponds to `PANGO_GLYPH_UNKNOWN_FLAG`.
    var missing: [Unicode.Scalar] {
        var found: [Unicode.Scalar] = []
        for run in lines.flatMap(\.runs) {
            guard let glyphs = unsafe run.pointer.pointee.glyphs else { continue }
            for index in 0..<Int(unsafe glyphs.pointee.num_glyphs) {
                let glyph = unsafe glyphs.pointee.glyphs[index].glyph
                guard glyph & 0x1000_0000 != 0, let scalar = Unicode.Scalar(glyph & 0x0fff_ffff),
                    !scalar.properties.isDefaultIgnorableCodePoint, !found.contains(scalar)
                else { continue }
                found.append(scalar)
            }
        }
        return found
    }
}

/// The space that a background adds on each side of a line, in pixels.
private struct Padding {
    var x = 0.0
    var y = 0.0
    var radius = 0.0

    /// The defaults resemble those of story editors: a third of the font's size.
    init(_ style: TextStyle, scale: Double) {
        guard style.background.mode != .none else { return }
        x = (style.background.padding ?? style.font.size / 3) * scale
        // A line's box already has space above and below its letters.
        y = x / 2
        radius = (style.background.radius ?? style.font.size / 3) * scale
    }
}
