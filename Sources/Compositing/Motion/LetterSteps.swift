internal import Story

/// Where a text's letters are, in the order in which a typewriter writes them.
///
/// A letter is what is drawn for a cluster: characters that belong together, as a base and its accents or
/// a ligature do. Within a line, they follow each other as they are seen, from the side where the line
/// begins.
struct LetterSteps: Hashable, Sendable {
    /// A line of the text, in the coordinates of its box.
    struct Line: Hashable, Sendable {
        /// From the middle between it and its neighbour.
        var minY: Double
        var maxY: Double
        var isRightToLeft: Bool
        /// Where each letter ends, in reading order.
        var ends: [Double]
    }

    private(set) var lines: [Line] = []
    /// How many letters have been written after each word, and after each line.
    private var wordEnds: [Int] = []
    private var lineEnds: [Int] = []
    private var count: Int { lineEnds.last ?? 0 }

    /// Adds the next line.
    ///
    /// - Parameter letters: where each ends, in reading order, and whether it is a space.
    mutating func append(
        minY: Double, maxY: Double, isRightToLeft: Bool, letters: [(end: Double, isSpace: Bool)]
    ) {
        guard !letters.isEmpty else { return }
        let before = count
        for (index, letter) in letters.enumerated() {
            let isLast = index == letters.count - 1
            // A word goes with the spaces after it.
            if isLast || (letter.isSpace && !letters[index + 1].isSpace) {
                wordEnds.append(before + index + 1)
            }
        }
        lines.append(Line(minY: minY, maxY: maxY, isRightToLeft: isRightToLeft, ends: letters.map(\.end)))
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

    /// Where what is written in a line is, between left and right, when `letters` have been written.
    func columns(ofLine index: Int, letters: Int) -> Range<Double> {
        let before = index > 0 ? lineEnds[index - 1] : 0
        let written = letters - before
        let line = lines[index]
        if written <= 0 { return 0..<0 }
        if written >= line.ends.count { return -.infinity..<(.infinity) }
        let edge = line.ends[written - 1]
        return line.isRightToLeft ? edge..<(.infinity) : -.infinity..<edge
    }

    /// The line that a height belongs to.
    func line(at y: Double) -> Int {
        lines.lastIndex { y >= $0.minY } ?? 0
    }
}
