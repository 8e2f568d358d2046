/// Decides which source frames are shown in which output frames.
///
/// Output frame `n` shows the last source frame that has begun by `n + lead`, in output frames.
/// A source frame that a later one overtakes before it is shown is dropped before any work is done
/// on it; one that stays for several output frames is given once, with their number.
struct FramePicker {
    /// What a source frame covers.
    struct Run: Hashable {
        /// The first output frame.
        var first: Int
        var count: Int
    }

    private let frameRate: Double
    private let lead: Double
    private let frameCount: Int
    /// The first output frame that the frame in hand is shown in.
    private var heldFirst: Int?

    /// - Parameters:
    ///   - frameRate: of the output, per second.
    ///   - lead: see ``lead(sourceRate:targetRate:)``.
    ///   - frameCount: of the output.
    init(frameRate: Int, lead: Double, frameCount: Int) {
        self.frameRate = Double(frameRate)
        self.lead = lead
        self.frameCount = frameCount
    }

    /// How much before its time a frame may be shown, in output frames.
    ///
    /// Half a frame keeps picture and sound closest together (an error of ±½ frame). For sources of
    /// twice the rate and more, half a frame is just where the next source frame begins, and its
    /// jitter would decide; half a source frame is far from any.
    static func lead(sourceRate: Double, targetRate: Double) -> Double {
        let ratio = sourceRate / targetRate
        return ratio > 1.5 ? 0.5 / max(2, ratio) : 0.5
    }

    /// The next source frame begins; says what the one before it covers.
    ///
    /// - Parameters:
    ///   - seconds: its time, from the first output frame's.
    ///   - fillsBefore: whether a first frame is shown from the start of the output on, there being
    ///     nothing before it; otherwise from its time.
    /// - Returns: the run of the frame in hand; nil where that one is not shown at all.
    mutating func begin(at seconds: Double, fillsBefore: Bool = true) -> Run? {
        let first = firstFrame(at: seconds)
        guard let held = heldFirst else {
            // Before the first frame begins there is nothing to show but the first frame.
            heldFirst = fillsBefore ? 0 : first
            return nil
        }
        heldFirst = min(max(first, held), frameCount)
        return run(from: held, to: first)
    }

    /// Whether a source frame that begins then comes after all output frames.
    func isBeyond(_ seconds: Double) -> Bool { firstFrame(at: seconds) >= frameCount }

    /// Whether the frames that are still to come could be shown.
    var isFull: Bool { (heldFirst ?? 0) >= frameCount }

    /// The source ends; says what the frame in hand covers.
    ///
    /// - Parameter seconds: where its last frame ends, from the first output frame's time.
    mutating func end(at seconds: Double) -> Run? {
        guard let held = heldFirst else { return nil }
        let last = frames((seconds * frameRate).rounded())
        heldFirst = frameCount
        return run(from: held, to: max(last, held + 1))
    }

    /// The first output frame whose time + lead is at or after the source frame's.
    private func firstFrame(at seconds: Double) -> Int {
        // The last bit of a division must not push a frame back by one.
        frames((seconds * frameRate - lead - 1e-6).rounded(.up))
    }

    /// A number of output frames; damaged times may lie beyond what an integer can count.
    private func frames(_ count: Double) -> Int { Int(min(max(count, 0), Double(frameCount))) }

    private func run(from first: Int, to next: Int) -> Run? {
        let end = min(next, frameCount)
        return end > first ? Run(first: first, count: end - first) : nil
    }
}
