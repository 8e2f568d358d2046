/// When an overlay is seen, how it comes and how it goes.
public struct Presence: Hashable, Sendable {
    /// The first moment at which it is seen, in seconds from the slide's start.
    public var start: Double
    /// The first moment at which it is seen no more; nil for the slide's end.
    public var end: Double?
    /// From 0, invisible, to 1.
    public var opacity: Animated
    /// Begins at `start`.
    public var enter: Transition
    /// Begins when the overlay has entered.
    public var cycle: Cycle
    /// Ends at `end`.
    public var exit: Transition

    public init(
        start: Double = 0, end: Double? = nil, opacity: Animated = 1,
        enter: Transition = Transition(), cycle: Cycle = Cycle(), exit: Transition = Transition()
    ) {
        self.start = start
        self.end = end
        self.opacity = opacity
        self.enter = enter
        self.cycle = cycle
        self.exit = exit
    }
}
