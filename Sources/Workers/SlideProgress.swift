/// How far the slide that is being made is.
public struct SlideProgress: Hashable, Sendable, Codable {
    /// Counted from 1.
    public var slide: Int
    public var slideCount: Int
    /// Which run over the frames it is, where the file would have become too large: from 2, and nil before.
    public var pass: Int?
    /// Frames of the output, done and in all.
    public var frames: Int
    public var frameCount: Int
    public var percent: Double
    /// Seconds of output for each second that passes.
    public var speed: Double
    /// Nil in the first moments, when it cannot be estimated.
    public var secondsLeft: Double?
}
