public import Libav
internal import Synchronization

/// Chooses a slide's cover from the frames that go to the encoder.
///
/// It looks at a dozen frames, evenly spread. If all of them are black, it takes the first frame that is not.
public final class CoverPicker: Sendable {
    private struct State {
        var candidates: CoverCandidates
        /// The first frame that is not black; until one arrives, the very first frame.
        var first: CoverCandidates.Candidate?
    }

    private let frameRate: Int
    /// The distance between the frames that it looks at.
    private let step: Int
    private let duration: Double
    private let state: Mutex<State>

    /// How many frames of a slide it looks at: enough that one lies close to where people expect the cover, and so few
    /// that looking costs next to nothing. A multiple of three, since that place is at one third.
    private static let looks = 12

    public convenience init(_ plan: ExportPlan) {
        self.init(frameCount: plan.frameCount, frameRate: plan.frameRate)
    }

    /// - Parameters:
    ///   - frameCount: the slide's.
    ///   - frameRate: in frames per second.
    init(frameCount: Int, frameRate: Int) {
        self.frameRate = frameRate
        step = max(1, frameCount / Self.looks)
        duration = Double(frameCount) / Double(frameRate)
        state = Mutex(State(candidates: CoverCandidates(duration: duration)))
    }

    /// Forgets all frames, because they come once more.
    func restart() {
        state.withLock { $0 = State(candidates: CoverCandidates(duration: duration)) }
    }

    /// Looks at a frame. Keeps a reference to it as long as it may be the best.
    ///
    /// - Parameter frame: the next of the slide's frames, from the first on; its `pts` is its number.
    func look(at frame: borrowing Frame) throws(LibavError) {
        let number = Int(frame.pts ?? 0)
        let time = Double(number) / Double(frameRate)
        let isCandidate = number.isMultiple(of: step)
        try state.withLock { (state) throws(LibavError) in
            guard isCandidate || state.first?.isBlack ?? true else { return }
            let measure = PictureMeasure(frame)
            if state.first == nil || (state.first?.isBlack == true && !measure.isBlack) {
                state.first = try CoverCandidates.Candidate(frame, at: time, measure, distance: 0)
            }
            if isCandidate { try state.candidates.add(frame, at: time, measure) }
        }
    }

    /// Makes the cover's file.
    ///
    /// - Returns: the bytes of a JPEG file, and the picture's moment in the slide in seconds; nil if no frame was seen.
    /// - Throws: ``LibavError`` if memory is short.
    public func jpeg() throws(LibavError) -> (bytes: [UInt8], time: Double)? {
        guard let picked = state.withLock({ $0.candidates.best ?? $0.first }) else { return nil }
        return (try JPEGEncoder.encode(picked.frame), picked.time)
    }
}
