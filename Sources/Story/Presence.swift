/// When an overlay is seen, how it comes and how it goes.
public struct Presence: Hashable, Sendable {
    /// The first moment at which it is seen, in seconds from the slide's start.
    public var start: Double
    /// The first moment at which it is seen no more; nil for the slide's end.
    public var end: Double?
    /// From 0, invisible, to 1.
    public var opacity: Double
    /// Begins at `start`.
    public var enter: Transition
    /// Ends at `end`.
    public var exit: Transition

    public init(
        start: Double = 0, end: Double? = nil, opacity: Double = 1,
        enter: Transition = Transition(), exit: Transition = Transition()
    ) {
        self.start = start
        self.end = end
        self.opacity = opacity
        self.enter = enter
        self.exit = exit
    }
}

/// How an overlay appears or disappears.
public struct Transition: Hashable, Sendable {
    public enum Animation: String, Hashable, Sendable, CaseIterable {
        /// From one frame to the next.
        case none
        /// By opacity.
        case fade
        /// By size, with a small overshoot.
        case pop
    }

    public var animation: Animation
    /// In seconds; without meaning for `none`.
    public var duration: Double

    public init(_ animation: Animation = .none, duration: Double = 0.3) {
        self.animation = animation
        self.duration = duration
    }
}
