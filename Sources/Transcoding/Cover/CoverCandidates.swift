internal import Libav

/// The frames of a slide that may still become its cover, while the slide is rendered from its beginning.
struct CoverCandidates {
    /// A picture, and its moment in seconds from the slide's start.
    ///
    /// A class, because a frame cannot be copied and an array needs copyable elements.
    final class Candidate: Sendable {
        let frame: Frame
        let time: Double
        let isBlack: Bool
        fileprivate let sharpness: Double
        /// Distance from the preferred moment, in seconds.
        fileprivate let distance: Double

        init(
            _ frame: borrowing Frame, at time: Double, _ measure: PictureMeasure, distance: Double
        ) throws(LibavError) {
            self.frame = try frame.reference()
            self.time = time
            self.distance = distance
            isBlack = measure.isBlack
            sharpness = measure.sharpness
        }

        /// Whether this one is preferred to another, whatever the sharpest picture of the slide turns out to be.
        fileprivate func beats(_ other: Candidate) -> Bool {
            sharpness >= other.sharpness && distance < other.distance
        }
    }

    private var list: [Candidate] = []
    private var sharpest = 0.0
    private let preferredTime: Double

    /// Where people expect the picture that tells what a clip is about: after the beginning, which often fades in, and
    /// before the end.
    private static let preferredShare = 1.0 / 3

    /// A picture at least half as sharp as the sharpest is not blurred by movement.
    private static let sharpEnough = 0.5

    /// - Parameter duration: the slide's, in seconds.
    init(duration: Double) {
        preferredTime = duration * Self.preferredShare
    }

    /// Adds a frame. Keeps a reference to it as long as it may be the best.
    ///
    /// - Parameters:
    ///   - time: in seconds from the slide's start; later than the times of all previous frames.
    ///   - measure: the frame's.
    mutating func add(
        _ frame: borrowing Frame, at time: Double, _ measure: PictureMeasure
    ) throws(LibavError) {
        guard !measure.isBlack else { return }
        sharpest = max(sharpest, measure.sharpness)
        let new = try Candidate(frame, at: time, measure, distance: abs(time - preferredTime))
        let needed = sharpest * Self.sharpEnough
        list.removeAll { new.beats($0) || $0.sharpness < needed }
        if new.sharpness >= needed, !list.contains(where: { $0.beats(new) }) { list.append(new) }
    }

    /// The best candidate; nil if all frames are black.
    var best: Candidate? { list.min { $0.distance < $1.distance } }
}
