/// Divides a time among slides of which some may be made shorter.
///
/// The longest give first: all that are shortened last equally long, and what is shorter stays as it is.
struct TransitionTiming: Hashable {
    /// In frames, one for each slide.
    let frames: [Int]

    /// - Parameters:
    ///   - wanted: frames that each slide would last by itself.
    ///   - canGive: whether each may be made shorter.
    ///   - most: frames that all of them may have together.
    /// - Returns: nil where those that cannot give leave nothing for the others.
    init?(wanted: [Int], canGive: [Bool], most: Int) {
        var frames = wanted
        var left = most - zip(wanted, canGive).reduce(0) { $0 + ($1.1 ? 0 : $1.0) }
        // From the shortest on, each takes what it wants, up to an even part of what is left.
        let takers = wanted.indices.filter { canGive[$0] }.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
        for (rank, index) in takers.enumerated() {
            frames[index] = min(wanted[index], left / (takers.count - rank))
            left -= frames[index]
        }
        guard left >= 0, !frames.contains(where: { $0 < 1 }) else { return nil }
        self.frames = frames
    }
}
