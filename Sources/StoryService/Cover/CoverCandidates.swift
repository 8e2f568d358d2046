internal import Libav

/// The key frames of a slide, and what each is worth as its cover.
struct CoverCandidates {
    private var list: [(time: Double, measure: PictureMeasure)] = []

    /// Where people expect the picture that tells what a clip is about: behind the beginning, which
    /// often fades in, and before the end.
    private static let preferredShare = 1.0 / 3

    /// A picture at least half as sharp as the sharpest is not blurred by movement.
    private static let sharpEnough = 0.5

    /// - Parameter time: in seconds from the slide's start.
    mutating func add(_ frame: borrowing Frame, at time: Double) {
        list.append((time, PictureMeasure(frame)))
    }

    /// The moment of the best one; nil where all are black.
    ///
    /// - Parameter duration: of the slide, in seconds.
    func best(of duration: Double) -> Double? {
        let lit = list.filter { !$0.measure.isBlack }
        let sharpest = lit.map(\.measure.sharpness).max() ?? 0
        let preferred = duration * Self.preferredShare
        return lit.filter { $0.measure.sharpness >= sharpest * Self.sharpEnough }
            .map(\.time)
            .min { abs($0 - preferred) < abs($1 - preferred) }
    }
}
