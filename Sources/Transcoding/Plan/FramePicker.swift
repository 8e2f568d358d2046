/// Decides which source frames are shown in which output frames.
///
/// Output frame `n` shows the last source frame that has begun by `n + lead`, in output frames. If a later source frame
/// overtakes one before it is shown, the picker drops the earlier one before any work is done on it. A source frame
/// that stays for several output frames is returned once, with their number.
struct FramePicker {
    /// The output frames that show one source frame.
    struct Run: Hashable {
        /// The first output frame.
        var first: Int
        var count: Int
    }

    private let frameRate: Double
    private let lead: Double
    private let frameCount: Int
    /// The first output frame that shows the held frame.
    private var heldFirst: Int?

    /// - Parameters:
    ///   - frameRate: the output's, per second.
    ///   - lead: see ``lead(sourceRate:targetRate:)``.
    ///   - frameCount: the output's.
    init(frameRate: Int, lead: Double, frameCount: Int) {
        self.frameRate = Double(frameRate)
        self.lead = lead
        self.frameCount = frameCount
    }

    /// How much before its time a frame may be shown, in output frames.
    ///
    /// Half a frame keeps picture and sound closest together (an error of ±½ frame). But for sources of twice the rate
    /// or more, a source frame begins just there, and its jitter would decide. Half a source frame is far from every
    /// such point.
    static func lead(sourceRate: Double, targetRate: Double) -> Double {
        let ratio = sourceRate / targetRate
        return ratio > 1.5 ? 0.5 / max(2, ratio) : 0.5
    }

    /// Begins the next source frame, and returns the run of the held one.
    ///
    /// - Parameters:
    ///   - seconds: its time, from the first output frame's.
    ///   - fillsBefore: whether a first frame is shown from the output's start, since nothing precedes it; otherwise it
    ///     is shown from its own time.
    /// - Returns: the run of the held frame; nil if that frame is not shown at all.
    mutating func begin(at seconds: Double, fillsBefore: Bool = true) -> Run? {
        let first = firstFrame(at: seconds)
        guard let held = heldFirst else {
            // Before the first frame begins, the first frame is all there is to show.
            heldFirst = fillsBefore ? 0 : first
            return nil
        }
        heldFirst = min(max(first, held), frameCount)
        return run(from: held, to: first)
    }

    /// Whether a source frame that begins at this time comes after all output frames.
    func isBeyond(_ seconds: Double) -> Bool { firstFrame(at: seconds) >= frameCount }

    /// Whether every output frame is decided, so that no further source frame is needed.
    var isFull: Bool { (heldFirst ?? 0) >= frameCount }

    /// Ends the source, and returns the run of the held frame.
    ///
    /// - Parameter seconds: where the source's last frame ends, from the first output frame's time.
    mutating func end(at seconds: Double) -> Run? {
        guard let held = heldFirst else { return nil }
        let last = frames((seconds * frameRate).rounded())
        heldFirst = frameCount
        return run(from: held, to: max(last, held + 1))
    }

    /// The first output frame whose time plus lead is not before the source frame's time.
    private func firstFrame(at seconds: Double) -> Int {
        // A rounding error in the last bit of a division must not push a frame back by one.
        frames((seconds * frameRate - lead - 1e-6).rounded(.up))
    }

    /// Limits a number of output frames; damaged times may lie beyond the range of integers.
    private func frames(_ count: Double) -> Int { Int(min(max(count, 0), Double(frameCount))) }

    private func run(from first: Int, to next: Int) -> Run? {
        let end = min(next, frameCount)
        return end > first ? Run(first: first, count: end - first) : nil
    }
}
