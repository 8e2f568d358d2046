/// The part of its medium that a slide shows.
public struct ShownPart: Hashable, Sendable {
    /// Seconds from the medium's beginning.
    public var start: Double
    /// The slide's duration, in seconds.
    public var duration: Double
    /// How many seconds of the medium pass in one second of the slide.
    public var speed: Double

    public init(start: Double, duration: Double, speed: Double = 1) {
        self.start = start
        self.duration = duration
        self.speed = speed
    }

    /// The moment of the medium at which the slide ends, in seconds.
    var end: Double { start + duration * speed }

    /// Converts a moment of the medium to seconds from the slide's start.
    func time(of moment: Double) -> Double { (moment - start) / speed }
}
