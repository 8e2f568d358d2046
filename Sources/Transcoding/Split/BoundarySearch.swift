/// Decides where a clip is divided into slides, one boundary after the other.
///
/// Each boundary is looked for in a window that ends where the slide has to, so no slide gets much shorter than
/// it may be. Pure but for what it is told about the windows.
struct BoundarySearch {
    /// Of all slides together.
    let frameCount: Int
    /// The most that a slide may have.
    let mostFrames: Int
    /// Per second, of the output.
    let frameRate: Double
    let preference: SplitPreference

    /// How long before its limit a slide may end, in seconds: a story of 15 s keeps 11.
    private static let window = 4.0
    /// The same as a share of the limit, for slides that are short anyway.
    private static let windowShare = 1.0 / 3

    /// All boundaries; none where one slide is enough.
    ///
    /// - Parameters:
    ///   - measure: what there is in a window, given as the frames at which the next slide may begin.
    ///   - found: called for each boundary.
    func boundaries<E: Error>(
        measure: (ClosedRange<Int>) throws(E) -> WindowMeasure, found: (SlideBoundary) -> Void = { _ in }
    ) throws(E) -> [SlideBoundary] {
        var boundaries: [SlideBoundary] = []
        var start = 0
        var speech: Double?
        while frameCount - start > mostFrames {
            let window = window(from: start)
            var measured = try measure(window)
            // A speaker who falls silent for a whole window is known by the windows before.
            speech = [speech, measured.speechLevel].compactMap(\.self).max()
            measured.speechLevel = speech
            let boundary = measured.best(in: window, frameRate: frameRate, preference)
            boundaries.append(boundary)
            found(boundary)
            start = boundary.frame
        }
        return boundaries
    }

    /// Where the slide that begins at a frame may end.
    private func window(from start: Int) -> ClosedRange<Int> {
        let shortest = min(mostFrames, Int((SlideSpan.shortestRemainder * frameRate).rounded(.up)))
        let last = min(start + mostFrames, frameCount - shortest)
        let length = min(Self.window * frameRate, Double(mostFrames) * Self.windowShare)
        return max(start + 1, last - Int(length))...last
    }
}
