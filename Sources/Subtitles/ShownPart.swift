/// Which part of its medium a slide shows.
public struct ShownPart: Hashable, Sendable {
    /// Seconds from the medium's beginning.
    public var start: Double
    /// What the slide lasts, in seconds.
    public var duration: Double
    /// How many seconds of the medium pass in one of the slide.
    public var speed: Double

    public init(start: Double, duration: Double, speed: Double = 1) {
        self.start = start
        self.duration = duration
        self.speed = speed
    }

    /// The medium's moment at which the slide is over, in seconds.
    var end: Double { start + duration * speed }

    /// A moment of the medium, in seconds from the slide's start.
    func time(of moment: Double) -> Double { (moment - start) / speed }
}
