/// Finds what was probably meant.
package enum Suggestion {
    /// The key that was meant by one that is not known: one of those that are still free, or a place in an
    /// object inside.
    static func key(for word: String, among free: [String], known: [String]) -> String? {
        let letters = word.lowercased().filter { $0 != "_" && $0 != "-" }
        if let place = places[letters], known.contains(String(place.prefix { $0 != "." })) { return place }
        return nearest(to: word, among: free)
    }

    /// Where the story has what other programs have in one flat object, by their names in lower case
    /// without separators.
    private static let places = [
        "backgroundcolor": "background.color", "backgroundcolour": "background.color",
        "backgroundpadding": "background.padding", "bgcolor": "background.color",
        "borderradius": "background.radius", "boxcolor": "background.color",
        "fadein": "enter", "fadeout": "exit", "fillcolor": "color", "fontcolor": "color",
        "fontfamily": "font.family", "fontname": "font.family", "fontsize": "font.size",
        "fontweight": "font.weight", "outlinecolor": "outline.color", "outlinewidth": "outline.width",
        "shadowblur": "shadow.blur", "shadowcolor": "shadow.color", "shadowx": "shadow.x",
        "shadowy": "shadow.y", "strokecolor": "outline.color", "strokewidth": "outline.width",
        "textalign": "align", "textcolor": "color", "textcolour": "color",
    ]

    /// The share that was probably meant by a number of pixels or per cent; nil where it was neither.
    ///
    /// Pixels are taken for those of a canvas of 1080 by 1920.
    static func share(_ number: Double, of name: String, in range: ClosedRange<Double>) -> String? {
        let whole: Double
        switch (name, range.upperBound) {
        case ("x", ...2), ("width", ...2): whole = 1080
        case ("y", ...2), ("height", ...2): whole = 1920
        case ("opacity", 1), ("volume", 1), ("intensity", 1): whole = 100
        default: return nil
        }
        // Less is a slip of another kind.
        guard number >= 10 else { return nil }
        let share = (number / whole * 100).rounded() / 100
        return range.contains(share) ? JSONValue.number(share).summary : nil
    }

    /// The candidate that differs least from `word`, unless all differ too much to be meant.
    static func nearest(to word: String, among candidates: [String]) -> String? {
        nearest(1, to: word, among: candidates).first
    }

    /// The candidates that differ least from `word`, the nearest first, without those that differ too much to be
    /// meant.
    ///
    /// A third of the letters may be wrong; case does not count.
    package static func nearest(_ count: Int, to word: String, among candidates: [String]) -> [String] {
        // Longer words than any of ours are not worth the quadratic time.
        guard !word.isEmpty, word.utf8.count <= 40 else { return [] }
        let tolerance = max(1, word.utf8.count / 3)
        let ranked = candidates.enumerated().map { place, candidate in
            (candidate, distance(word.lowercased(), candidate.lowercased()), place)
        }
        return ranked.filter { $0.1 <= tolerance }.sorted { ($0.1, $0.2) < ($1.1, $1.2) }.prefix(count).map(
            \.0)
    }

    /// How many characters must be inserted, deleted, replaced or swapped with their neighbour to make
    /// one word the other: the optimal string alignment distance.
    static func distance(_ first: String, _ second: String) -> Int {
        let a = Array(first)
        let b = Array(second)
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var current = [i + 1]
            for j in b.indices {
                var cost = min(last[j + 1] + 1, current[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    cost = min(cost, beforeLast[j - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[b.count]
    }
}
