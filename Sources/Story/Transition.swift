/// How an overlay appears or disappears.
public struct Transition: Hashable, Sendable {
    /// What is named after a direction goes there, whether it comes or leaves.
    public enum Animation: String, Hashable, Sendable, CaseIterable {
        /// From one frame to the next.
        case none
        /// By opacity.
        case fade
        /// By size, with a small overshoot.
        case pop
        /// By size and opacity.
        case zoom
        /// To or from the canvas's edge.
        case slideUp, slideDown, slideLeft, slideRight
        /// A little upwards, by opacity.
        case rise
        /// Falls from above the canvas and bounces; leaves the other way round.
        case bounce
        /// A whole turn, by size.
        case spin
        /// From left to right.
        case wipe
        /// Letter by letter; text only.
        case typewriter
    }

    /// What a typewriter writes at once.
    public enum Unit: String, Hashable, Sendable, CaseIterable {
        case letter, word, line
    }

    public var animation: Animation
    /// In seconds; without meaning for `none`.
    public var duration: Double
    /// Nil for the animation's own.
    public var easing: Easing?
    /// Without meaning but for `typewriter`.
    public var unit: Unit

    public init(
        _ animation: Animation = .none, duration: Double = 0.3, easing: Easing? = nil, unit: Unit = .letter
    ) {
        self.animation = animation
        self.duration = duration
        self.easing = easing
        self.unit = unit
    }
}
