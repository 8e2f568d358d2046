internal import CPangoCairo
internal import Story

extension ShapedText {
    /// The positions of the letters for a typewriter.
    var letters: LetterSteps {
        var steps = LetterSteps()
        let bytes = Array(text.string.utf8)
        let pills = style.background.mode == .pill ? backgrounds : []
        for (index, line) in lines.enumerated() {
            let above = index > 0 ? (lines[index - 1].logical.maxY + line.logical.minY) / 2 : -.infinity
            let below =
                index < lines.count - 1 ? (line.logical.maxY + lines[index + 1].logical.minY) / 2 : .infinity
            var step = LetterSteps.Line(minY: above, maxY: below, isRightToLeft: line.isRightToLeft)
            if pills.indices.contains(index) {
                let pill = pills[index]
                step.minY = min(above, pill.minY)
                step.maxY = max(below, pill.maxY)
                let beside = [index - 1, index + 1].filter(pills.indices.contains).map { pills[$0] }
                // Sides that differ by less are aligned.
                let goesLeft = beside.contains { $0.minX < pill.minX - radius }
                let goesRight = beside.contains { $0.maxX > pill.maxX + radius }
                step.sides = (goesLeft ? pill.minX : -.infinity)..<(goesRight ? pill.maxX : .infinity)
            }
            steps.append(step, letters: line.letterEnds(in: bytes))
        }
        return steps
    }
}

extension ShapedLine {
    /// Where each cluster ends, in order from the side where the line begins.
    ///
    /// Corresponds to `PangoGlyphString.log_clusters`.
    ///
    /// - Parameter bytes: the text in UTF-8.
    fileprivate func letterEnds(in bytes: [UInt8]) -> [(end: Double, isSpace: Bool)] {
        var clusters: [(start: Double, end: Double, isSpace: Bool)] = []
        for run in runs {
            var x = run.origin.x
            guard let glyphs = unsafe run.pointer.pointee.glyphs, let item = unsafe run.pointer.pointee.item
            else { continue }
            var last: Int32?
            for index in 0..<Int(unsafe glyphs.pointee.num_glyphs) {
                let cluster = unsafe glyphs.pointee.log_clusters[index]
                let width =
                    Double(unsafe glyphs.pointee.glyphs[index].geometry.width) / Double(PANGO_SCALE)
                // Signs that only isolate or join take up no space.
                if cluster == last || (width == 0 && !clusters.isEmpty) {
                    clusters[clusters.count - 1].end += width
                } else {
                    let byte = Int(unsafe item.pointee.offset + cluster)
                    let isSpace = bytes.indices.contains(byte) && bytes[byte] == UInt8(ascii: " ")
                    clusters.append((x, x + width, isSpace))
                }
                last = cluster
                x += width
            }
        }
        return isRightToLeft
            ? clusters.reversed().map { ($0.start, $0.isSpace) } : clusters.map { ($0.end, $0.isSpace) }
    }
}
