/// Decides where a clip is divided into slides, one boundary after the other.
///
/// Each boundary is searched for in a window that ends where the slide must end, so no slide gets much shorter than it
/// may be. Pure, apart from the measurements that the caller supplies.
struct BoundarySearch {
    /// Number of frames of all slides together.
    let frameCount: Int
    /// The most frames that a slide may have.
    let mostFrames: Int
    /// Frames per second of the output.
    let frameRate: Double
    let preference: SplitPreference

    /// How long before its limit a slide may end, in seconds: of a limit of 15 s, 11 s always remain.
    private static let window = 4.0
    /// The same as a share of the limit, for presets with short slides.
    private static let windowShare = 1.0 / 3

    /// Returns all boundaries; empty if one slide is enough.
    ///
    /// - Parameters:
    ///   - measure: measures a window, which is given as the frames at which the next slide may begin.
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
            // If a speaker is silent for a whole window, the previous windows tell how loud speech is.
            speech = [speech, measured.speechLevel].compactMap(\.self).max()
            measured.speechLevel = speech
            let boundary = measured.best(in: window, frameRate: frameRate, preference)
            boundaries.append(boundary)
            found(boundary)
            start = boundary.frame
        }
        return boundaries
    }

    /// The frames before which the slide that begins at `start` may end.
    private func window(from start: Int) -> ClosedRange<Int> {
        let shortest = min(mostFrames, Int((SlideSpan.shortestRemainder * frameRate).rounded(.up)))
        let last = min(start + mostFrames, frameCount - shortest)
        let length = min(Self.window * frameRate, Double(mostFrames) * Self.windowShare)
        return max(start + 1, last - Int(length))...last
    }
}
