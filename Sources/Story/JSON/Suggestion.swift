/// Finds what was probably meant.
enum Suggestion {
    /// The candidate that differs least from `word`, unless all differ too much to be meant.
    ///
    /// A third of the letters may be wrong; case does not count.
    static func nearest(to word: String, among candidates: [String]) -> String? {
        // Longer words than any of ours are not worth the quadratic time.
        guard !word.isEmpty, word.utf8.count <= 40 else { return nil }
        let tolerance = max(1, word.utf8.count / 3)
        let ranked = candidates.map { ($0, distance(word.lowercased(), $0.lowercased())) }
        guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= tolerance else { return nil }
        return best.0
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
