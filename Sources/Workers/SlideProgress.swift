/// The progress of the slide that is being made.
public struct SlideProgress: Hashable, Sendable, Codable {
    /// Counted from 1.
    public var slide: Int
    public var slideCount: Int
    /// The number of the pass over the frames, from 2 on; nil in the first pass. Further passes follow if the file
    /// would become too large.
    public var pass: Int?
    /// Frames of the output: those that are done, and all.
    public var frames: Int
    public var frameCount: Int
    public var percent: Double
    /// Seconds of output made per second of time.
    public var speed: Double
    /// Nil in the first moments, when no estimate is possible.
    public var secondsLeft: Double?
}
