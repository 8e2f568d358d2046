/// Divides a time among slides, some of which may be shortened.
///
/// The longest give first: all shortened slides last equally long, and shorter ones stay as they are.
struct TransitionTiming: Hashable {
    /// In frames, one for each slide.
    let frames: [Int]

    /// - Parameters:
    ///   - wanted: how many frames each slide would last on its own.
    ///   - canGive: whether each may be shortened.
    ///   - most: how many frames all of them may have together.
    /// - Returns: nil if the slides that cannot give leave nothing for the others.
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
