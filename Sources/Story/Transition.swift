/// How an overlay appears or disappears.
public struct Transition: Hashable, Sendable {
    /// Animations with a direction move in that direction, both when the overlay appears and when it disappears.
    public enum Animation: String, Hashable, Sendable, CaseIterable {
        /// Switches from one frame to the next.
        case none
        /// Changes the opacity.
        case fade
        /// Changes the size, with a small overshoot.
        case pop
        /// Changes size and opacity.
        case zoom
        /// Moves from or to the canvas's edge.
        case slideUp, slideDown, slideLeft, slideRight
        /// Moves a little upwards and changes the opacity.
        case rise
        /// Falls from above the canvas and bounces; leaves in reverse.
        case bounce
        /// Makes a full turn while the size changes.
        case spin
        /// Uncovers or covers from left to right.
        case wipe
        /// Appears letter by letter; text only.
        case typewriter
    }

    /// What a typewriter writes in one step.
    public enum Unit: String, Hashable, Sendable, CaseIterable {
        case letter, word, line
    }

    public var animation: Animation
    /// The duration in seconds. Ignored for `none`.
    public var duration: Double
    /// The easing; nil for the animation's own.
    public var easing: Easing?
    /// Only used by `typewriter`.
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
