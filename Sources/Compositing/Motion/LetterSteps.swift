internal import Story

/// Where a text's letters are, in the order in which a typewriter writes them.
///
/// A letter is what is drawn for a cluster: characters that belong together, as a base and its accents or
/// a ligature do. Within a line, they follow each other as they are seen, from the side where the line
/// begins.
struct LetterSteps: Hashable, Sendable {
    /// A line of the text, in the coordinates of its box.
    struct Line: Hashable, Sendable {
        /// Where something of it may be drawn. Lines whose backgrounds overlap share rows.
        var minY: Double
        var maxY: Double
        /// What of the rows that it shares with a line that goes further out is its own, between left and
        /// right.
        var sides = -Double.infinity..<Double.infinity
        var isRightToLeft: Bool
        /// Where each letter ends, in reading order.
        var ends: [Double] = []
    }

    private(set) var lines: [Line] = []
    /// How many letters have been written after each word, and after each line.
    private var wordEnds: [Int] = []
    private var lineEnds: [Int] = []
    private var count: Int { lineEnds.last ?? 0 }

    /// Adds the next line.
    ///
    /// - Parameters:
    ///   - line: still without its letters.
    ///   - letters: where each ends, in reading order, and whether it is a space.
    mutating func append(_ line: Line, letters: [(end: Double, isSpace: Bool)]) {
        guard !letters.isEmpty else { return }
        let before = count
        for (index, letter) in letters.enumerated() {
            let isLast = index == letters.count - 1
            // A word goes with the spaces after it.
            if isLast || (letter.isSpace && !letters[index + 1].isSpace) {
                wordEnds.append(before + index + 1)
            }
        }
        var line = line
        line.ends = letters.map(\.end)
        lines.append(line)
        lineEnds.append(before + letters.count)
    }

    /// How many letters are written, all being nil.
    func count(of writing: Appearance.Writing) -> Int? {
        let steps =
            switch writing.unit {
            case .letter: Array(1...max(1, count))
            case .word: wordEnds
            case .line: lineEnds
            }
        // Sums of frame times differ from shares in their last digits.
        let done = Int((writing.share * Double(steps.count) + 1e-6).rounded(.down))
        if done >= steps.count { return nil }
        return done > 0 ? steps[done - 1] : 0
    }

    /// What is seen of a row, each part between left and right, when `letters` have been written.
    func columns(at y: Double, letters: Int) -> [Range<Double>] {
        let rows = lines.indices.filter { y >= lines[$0].minY && y < lines[$0].maxY }
        let parts = rows.map { columns(ofLine: $0, letters: letters) }
        // Who has the row alone shows its shadow, too, wherever that falls.
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
