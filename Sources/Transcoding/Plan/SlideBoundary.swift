/// Where one slide of a clip ends and the next begins.
public struct SlideBoundary: Hashable, Sendable, Codable {
    public enum Reason: String, Hashable, Sendable, Codable {
        /// The picture changes there.
        case cut
        /// There is a pause in the sound.
        case silence
        /// Both.
        case cutInSilence
        /// No better place was found.
        case limit
    }

    /// The first frame of the next slide, counted from the first frame of the first slide.
    public var frame: Int
    public var reason: Reason

    public init(frame: Int, reason: Reason) {
        self.frame = frame
        self.reason = reason
    }
}
