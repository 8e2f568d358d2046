internal import Story

/// The positions of a text's letters, in the order in which a typewriter writes them.
///
/// A letter is the drawing of one cluster: characters that belong together, such as a base and its accents, or a
/// ligature. Within a line, letters follow each other in visual order, from the side where the line begins.
struct LetterSteps: Hashable, Sendable {
    /// A line of the text, in the coordinates of its box.
    struct Line: Hashable, Sendable {
        /// The rows in which parts of the line may be drawn. Lines with overlapping backgrounds share rows.
        var minY: Double
        var maxY: Double
        /// The line's own columns in rows that it shares with a wider line.
        var sides = -Double.infinity..<Double.infinity
        var isRightToLeft: Bool
        /// Where each letter ends, in the order of writing.
        var ends: [Double] = []
    }

    private(set) var lines: [Line] = []
    /// The number of letters written after each word, and after each line.
    private var wordEnds: [Int] = []
    private var lineEnds: [Int] = []
    private var count: Int { lineEnds.last ?? 0 }

    /// Adds the next line.
    ///
    /// - Parameters:
    ///   - line: the line without its letters.
    ///   - letters: where each letter ends, in the order of writing, and whether it is a space.
    mutating func append(_ line: Line, letters: [(end: Double, isSpace: Bool)]) {
        guard !letters.isEmpty else { return }
        let before = count
        for (index, letter) in letters.enumerated() {
            let isLast = index == letters.count - 1
            // The spaces after a word belong to it.
            if isLast || (letter.isSpace && !letters[index + 1].isSpace) {
                wordEnds.append(before + index + 1)
            }
        }
        var line = line
        line.ends = letters.map(\.end)
        lines.append(line)
        lineEnds.append(before + letters.count)
    }

    /// The number of letters that are written; nil for all.
    func count(of writing: Appearance.Writing) -> Int? {
        let steps =
            switch writing.unit {
            case .letter: Array(1...max(1, count))
            case .word: wordEnds
            case .line: lineEnds
            }
        // Frame times are sums with rounding errors in their last digits.
        let done = Int((writing.share * Double(steps.count) + 1e-6).rounded(.down))
        if done >= steps.count { return nil }
        return done > 0 ? steps[done - 1] : 0
    }

    /// The visible columns of a row when `letters` have been written.
    func columns(at y: Double, letters: Int) -> [Range<Double>] {
        let rows = lines.indices.filter { y >= lines[$0].minY && y < lines[$0].maxY }
        let parts = rows.map { columns(ofLine: $0, letters: letters) }
        // A line that is alone in the row also shows its shadow, however far that reaches.
        return rows.count == 1 ? parts : zip(parts, rows).map { $0.clamped(to: lines[$1].sides) }
    }

    private func columns(ofLine index: Int, letters: Int) -> Range<Double> {
        let before = index > 0 ? lineEnds[index - 1] : 0
        let written = letters - before
        let line = lines[index]
        if written <= 0 { return 0..<0 }
        if written >= line.ends.count { return -.infinity..<(.infinity) }
        let edge = line.ends[written - 1]
        return line.isRightToLeft ? edge..<(.infinity) : -.infinity..<edge
    }
}
