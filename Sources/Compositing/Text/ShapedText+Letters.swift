internal import CPangoCairo

extension ShapedText {
    /// Where the letters are that a typewriter writes.
    var letters: LetterSteps {
        var steps = LetterSteps()
        for (index, line) in lines.enumerated() {
            let above = index > 0 ? (lines[index - 1].logical.maxY + line.logical.minY) / 2 : -.infinity
            let below =
                index < lines.count - 1 ? (line.logical.maxY + lines[index + 1].logical.minY) / 2 : .infinity
            steps.append(
                minY: above, maxY: below, isRightToLeft: line.isRightToLeft, letters: line.letterEnds)
        }
        return steps
    }
}

extension ShapedText.Line {
    /// Whether the line begins on its right side.
    ///
    /// Corresponds to `pango_layout_line_get_resolved_direction`.
    fileprivate var isRightToLeft: Bool {
        unsafe pango_layout_line_get_resolved_direction(pointer) == PANGO_DIRECTION_RTL
    }

    /// Where each cluster ends, from the side where the line begins.
    ///
    /// Corresponds to `PangoGlyphString.log_clusters`.
    fileprivate var letterEnds: [(end: Double, isSpace: Bool)] {
        var clusters: [(start: Double, end: Double, isSpace: Bool)] = []
        var x = origin.x
        let text = unsafe pango_layout_get_text(pointer.pointee.layout)
        unsafe forEachRun { run in
            guard let glyphs = unsafe run.pointee.glyphs, let item = unsafe run.pointee.item else { return }
            var last: Int32?
            for index in 0..<Int(unsafe glyphs.pointee.num_glyphs) {
                let cluster = unsafe glyphs.pointee.log_clusters[index]
                let width =
                    Double(unsafe glyphs.pointee.glyphs[index].geometry.width) / Double(PANGO_SCALE)
                if cluster == last {
                    clusters[clusters.count - 1].end += width
                } else {
                    let character = unsafe text?[Int(item.pointee.offset + cluster)]
                    clusters.append((x, x + width, character == CChar(bitPattern: UInt8(ascii: " "))))
                }
                last = cluster
                x += width
            }
        }
        return isRightToLeft
            ? clusters.reversed().map { ($0.start, $0.isSpace) } : clusters.map { ($0.end, $0.isSpace) }
    }
}
