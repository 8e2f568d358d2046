internal import CPangoCairo
internal import Story

/// A line of a text, and its position in the text's box.
///
/// Corresponds to `PangoLayoutLine`.
@safe struct ShapedLine {
    /// Glyphs with the same font and look.
    @safe struct Run {
        /// Valid as long as the layout exists.
        let pointer: UnsafeMutablePointer<PangoGlyphItem>
        /// The left end of the baseline.
        var origin: Point
        /// The advance width of the glyphs.
        let width: Double
        /// From the font's ascent to its descent, relative to the baseline.
        let rows: ClosedRange<Double>
        /// The index of the text's span.
        let span: Int
    }

    /// From left to right.
    var runs: [Run]
    /// As tall as the fonts' ascent and descent, and as wide as the glyphs' advance.
    var logical: Rectangle
    /// The area that the glyphs cover.
    var ink: Rectangle
    /// In UTF-8 bytes of the text.
    let range: Range<Int>
    /// Whether the line is the first, or follows a line feed.
    let beginsParagraph: Bool
    /// Whether the line begins on its right side.
    ///
    /// Corresponds to `pango_layout_line_get_resolved_direction`.
    let isRightToLeft: Bool

    /// The lines that have something visible on them.
    ///
    /// The caller aligns lines shorter than the box, not Pango, which takes "left" for the side where the script
    /// begins.
    static func all(of layout: OpaquePointer, text: StyledText) -> [ShapedLine] {
        guard let iterator = unsafe pango_layout_get_iter(layout) else { return [] }
        defer { unsafe pango_layout_iter_free(iterator) }
        var lines: [ShapedLine] = []
        repeat {
            guard let pointer = unsafe pango_layout_iter_get_line_readonly(iterator) else { continue }
            let baseline = Double(unsafe pango_layout_iter_get_baseline(iterator)) / Double(PANGO_SCALE)
            let line = unsafe ShapedLine(pointer, baseline: baseline, text: text)
            if line.logical.width > 0 { lines.append(line) }
        } while unsafe pango_layout_iter_next_line(iterator) != 0
        return lines
    }

    private init(_ pointer: UnsafeMutablePointer<PangoLayoutLine>, baseline: Double, text: StyledText) {
        var ink = PangoRectangle()
        var logical = PangoRectangle()
        unsafe pango_layout_line_get_extents(pointer, &ink, &logical)
        let offset = Point(x: 0, y: baseline)
        self.ink = Rectangle(ink).moved(by: offset)
        self.logical = Rectangle(logical).moved(by: offset)
        let start = Int(unsafe pointer.pointee.start_index)
        range = start..<(start + Int(unsafe pointer.pointee.length))
        beginsParagraph = unsafe pointer.pointee.is_paragraph_start != 0
        isRightToLeft = unsafe pango_layout_line_get_resolved_direction(pointer) == PANGO_DIRECTION_RTL
        runs = []
        var x = 0.0
        var node = unsafe pointer.pointee.runs
        while let current = unsafe node {
            unsafe node = current.pointee.next
            guard let data = unsafe current.pointee.data else { continue }
            let item = unsafe data.assumingMemoryBound(to: PangoGlyphItem.self)
            guard let glyphs = unsafe item.pointee.glyphs else { continue }
            let width = Double(unsafe pango_glyph_string_get_width(glyphs)) / Double(PANGO_SCALE)
            var rows = PangoRectangle()
            unsafe pango_glyph_string_extents(glyphs, item.pointee.item?.pointee.analysis.font, nil, &rows)
            let extent = Rectangle(rows)
            let byte = Int(unsafe item.pointee.item?.pointee.offset ?? 0)
            runs.append(
                unsafe Run(
                    pointer: item, origin: Point(x: x, y: baseline), width: width,
                    rows: extent.minY...extent.maxY, span: text.spanIndex(at: byte)))
            x += width
        }
    }

    func moved(by offset: Point) -> Self {
        var line = self
        line.logical = logical.moved(by: offset)
        line.ink = ink.moved(by: offset)
        line.runs = runs.map { run in
            var run = run
            run.origin = run.origin + offset
            return run
        }
        return line
    }

    /// The visible part of ``logical``; nil if nothing is visible.
    func logical(of text: StyledText) -> Rectangle? {
        let seen = runs.filter { !text.spans[$0.span].look.isHidden }
        if seen.count == runs.count { return logical }
        guard let left = seen.map(\.origin.x).min(), let right = seen.map({ $0.origin.x + $0.width }).max()
        else {
            return nil
        }
        return Rectangle(minX: left, minY: logical.minY, maxX: right, maxY: logical.maxY)
    }

    /// The area of the runs whose spans `isIncluded` accepts, from the ascent to the descent of their fonts. Adjacent
    /// runs share a box.
    func boxes(where isIncluded: (Int) -> Bool) -> [Rectangle] {
        var boxes: [Rectangle] = []
        var wasIncluded = false
        for run in runs {
            let isIncluded = isIncluded(run.span)
            defer { wasIncluded = isIncluded }
            guard isIncluded, run.width > 0 else { continue }
            let box = Rectangle(
                minX: run.origin.x, minY: run.origin.y + run.rows.lowerBound,
                maxX: run.origin.x + run.width, maxY: run.origin.y + run.rows.upperBound)
            if wasIncluded, let last = boxes.last {
                boxes[boxes.count - 1] = last.union(box)
            } else {
                boxes.append(box)
            }
        }
        return boxes
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
