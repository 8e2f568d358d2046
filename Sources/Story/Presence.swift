/// When an overlay is visible, and how it appears and disappears.
public struct Presence: Hashable, Sendable {
    /// When the overlay appears, in seconds from the slide's start.
    public var start: Double
    /// When the overlay is gone, in seconds from the slide's start; nil for the slide's end.
    public var end: Double?
    /// From 0 (invisible) to 1 (opaque).
    public var opacity: Animated
    /// Begins at `start`.
    public var enter: Transition
    /// Begins after `enter` has ended.
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
