/// Finds what the author of a document probably meant.
package enum Suggestion {
    /// The key that an unknown one probably stands for: one that is still free, or a place in a nested object.
    static func key(for word: String, among free: [String], known: [String]) -> String? {
        let letters = word.lowercased().filter { $0 != "_" && $0 != "-" }
        if let place = places[letters], known.contains(String(place.prefix { $0 != "." })) { return place }
        return nearest(to: word, among: free)
    }

    /// The places in the story for keys that other programs have in one flat object, by their names in lower case
    /// without separators.
    private static let places = [
        "backgroundcolor": "background.color", "backgroundcolour": "background.color",
        "backgroundpadding": "background.padding", "bgcolor": "background.color",
        "borderradius": "background.radius", "boxcolor": "background.color",
        "fadein": "enter", "fadeout": "exit", "fillcolor": "color", "fontcolor": "color",
        "fontfamily": "font.family", "fontfile": "font.src", "fontpath": "font.src", "fontsrc": "font.src",
        "fontname": "font.family", "fontsize": "font.size",
        "fontweight": "font.weight", "outlinecolor": "outline.color", "outlinewidth": "outline.width",
        "shadowblur": "shadow.blur", "shadowcolor": "shadow.color", "shadowx": "shadow.x",
        "shadowy": "shadow.y", "strokecolor": "outline.color", "strokewidth": "outline.width",
        "textalign": "align", "textcolor": "color", "textcolour": "color",
    ]

    /// The share that a number of pixels or a percentage probably stands for; nil if the number is neither.
    ///
    /// Pixels are taken to be those of a 1080 by 1920 canvas.
    static func share(_ number: Double, of name: String, in range: ClosedRange<Double>) -> String? {
        let whole: Double
        switch (name, range.upperBound) {
        case ("x", ...2), ("width", ...2): whole = 1080
        case ("y", ...2), ("height", ...2): whole = 1920
        case ("opacity", 1), ("volume", 1), ("intensity", 1): whole = 100
        default: return nil
        }
        // A smaller number is another kind of mistake.
        guard number >= 10 else { return nil }
        let share = (number / whole * 100).rounded() / 100
        return range.contains(share) ? JSONValue.number(share).summary : nil
    }

    /// The candidate that differs least from `word`; nil if all differ too much.
    package static func nearest(to word: String, among candidates: [String]) -> String? {
        nearest(1, to: word, among: candidates).first
    }

    /// The candidates closest to `word`, the nearest first, without those that differ too much.
    ///
    /// A third of the letters may be wrong; case is ignored.
    package static func nearest(_ count: Int, to word: String, among candidates: [String]) -> [String] {
        // A longer word than any of ours is not worth the quadratic time.
        guard !word.isEmpty, word.utf8.count <= 40 else { return [] }
        let tolerance = max(1, word.utf8.count / 3)
        let ranked = candidates.enumerated().map { place, candidate in
            (candidate, distance(word.lowercased(), candidate.lowercased()), place)
        }
        return ranked.filter { $0.1 <= tolerance }.sorted { ($0.1, $0.2) < ($1.1, $1.2) }.prefix(count).map(
            \.0)
    }

    /// The number of insertions, deletions, replacements and swaps of neighbouring characters that turn one word into
    /// the other: the optimal string alignment distance.
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
