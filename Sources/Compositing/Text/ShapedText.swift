internal import CPangoCairo
internal import Story

/// A text broken into lines of glyphs, its box's upper left corner at 0, 0.
///
/// Corresponds to `PangoLayout`.
@safe final class ShapedText {
    /// A line, and where it lies in the box.
    @safe struct Line {
        /// Valid as long as the layout.
        let pointer: UnsafeMutablePointer<PangoLayoutLine>
        /// The left end of the baseline.
        let origin: Point
        /// From the ascent to the descent of its fonts, as wide as its glyphs advance.
        let logical: Rectangle
        /// What the glyphs cover.
        let ink: Rectangle
    }

    let style: TextStyle
    /// Pixels of the canvas for each of the style's.
    let scale: Double
    /// Lines with nothing to see on them are left out.
    let lines: [Line]
    /// The boxes behind the letters.
    let backgrounds: [Rectangle]
    /// The radius of their corners.
    let radius: Double
    /// The size of the box that is placed: the lines with their background, in pixels.
    let width: Double
    let height: Double
    private let layout: OpaquePointer

    init(taking layout: OpaquePointer, style: TextStyle, scale: Double) {
        unsafe self.layout = layout
        self.style = style
        self.scale = scale
        let padding = Padding(style, scale: scale)
        radius = padding.radius
        var lines = unsafe Self.lines(of: layout)
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
        width = contentWidth + 2 * padding.x
        height = contentHeight + 2 * padding.y
        backgrounds =
            switch style.background.mode {
            case .none: []
            case .pill: lines.map { $0.logical.expanded(horizontally: padding.x, vertically: padding.y) }
            case .block: [Rectangle(minX: 0, minY: 0, maxX: width, maxY: height)]
            }
    }

    deinit { unsafe g_object_unref(UnsafeMutableRawPointer(layout)) }

    /// Where lines shorter than the box begin is not left to Pango, which takes "left" for the side
    /// where the script begins.
    private static func lines(of layout: OpaquePointer) -> [Line] {
        guard let iterator = unsafe pango_layout_get_iter(layout) else { return [] }
        defer { unsafe pango_layout_iter_free(iterator) }
        var lines: [Line] = []
        repeat {
            guard let pointer = unsafe pango_layout_iter_get_line_readonly(iterator) else { continue }
            var ink = PangoRectangle()
            var logical = PangoRectangle()
            unsafe pango_layout_line_get_extents(pointer, &ink, &logical)
            let baseline = Double(unsafe pango_layout_iter_get_baseline(iterator)) / Double(PANGO_SCALE)
            let offset = Point(x: 0, y: baseline)
            if logical.width == 0 { continue }
            lines.append(
                unsafe Line(
                    pointer: pointer, origin: offset, logical: Rectangle(logical).moved(by: offset),
                    ink: Rectangle(ink).moved(by: offset)))
        } while unsafe pango_layout_iter_next_line(iterator) != 0
        return lines
    }

    /// What glyphs, outline and background cover, without the shadow.
    var ink: Rectangle {
        let outline = (style.outline?.width ?? 0) * scale
        let glyphs = lines.map { $0.ink.expanded(horizontally: outline, vertically: outline) }
        return (glyphs + backgrounds).reduce(Rectangle(minX: 0, minY: 0, maxX: width, maxY: height)) {
            $0.union($1)
        }
    }

    /// What the glyphs alone cover.
    var inkOfGlyphs: Rectangle {
        guard let first = lines.first?.ink else { return Rectangle(minX: 0, minY: 0, maxX: 0, maxY: 0) }
        return lines.dropFirst().reduce(first) { $0.union($1.ink) }
    }

    /// The code points that no installed font has, in their order, each once.
    ///
    /// What is never seen by itself, such as joiners and variation selectors, is not among them.
    ///
    /// Corresponds to `PANGO_GLYPH_UNKNOWN_FLAG`.
    var missing: [Unicode.Scalar] {
        var found: [Unicode.Scalar] = []
        for line in lines {
            unsafe line.forEachRun { run in
                guard let glyphs = unsafe run.pointee.glyphs else { return }
                for index in 0..<Int(unsafe glyphs.pointee.num_glyphs) {
                    let glyph = unsafe glyphs.pointee.glyphs[index].glyph
                    guard glyph & 0x1000_0000 != 0, let scalar = Unicode.Scalar(glyph & 0x0fff_ffff),
                        !scalar.properties.isDefaultIgnorableCodePoint, !found.contains(scalar)
                    else { continue }
                    found.append(scalar)
                }
            }
        }
        return found
    }
}

extension ShapedText.Line {
    fileprivate func moved(by offset: Point) -> Self {
        unsafe Self(
            pointer: pointer, origin: origin + offset, logical: logical.moved(by: offset),
            ink: ink.moved(by: offset))
    }

    /// Calls `body` with the runs of one font each, from left to right.
    func forEachRun(_ body: (UnsafeMutablePointer<PangoGlyphItem>) -> Void) {
        var node = unsafe pointer.pointee.runs
        while let current = unsafe node {
            if let run = unsafe current.pointee.data {
                unsafe body(run.assumingMemoryBound(to: PangoGlyphItem.self))
            }
            unsafe node = current.pointee.next
        }
    }
}

extension Rectangle {
    fileprivate init(_ rectangle: PangoRectangle) {
        let scale = Double(PANGO_SCALE)
        self.init(
            minX: Double(rectangle.x) / scale, minY: Double(rectangle.y) / scale,
            maxX: Double(rectangle.x + rectangle.width) / scale,
            maxY: Double(rectangle.y + rectangle.height) / scale)
    }
}

/// What a background adds to a line on each side, in pixels.
private struct Padding {
    var x = 0.0
    var y = 0.0
    var radius = 0.0

    /// The standard values are of the kind that the story editors have: a third of the font's size.
    init(_ style: TextStyle, scale: Double) {
        guard style.background.mode != .none else { return }
        x = (style.background.padding ?? style.font.size / 3) * scale
        // A line's box has room above and below its letters already.
        y = x / 2
        radius = (style.background.radius ?? style.font.size / 3) * scale
    }
}
