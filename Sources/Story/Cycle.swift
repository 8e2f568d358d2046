/// An animation that an overlay repeats after it has entered, until it disappears.
public struct Cycle: Hashable, Sendable {
    public enum Animation: String, Hashable, Sendable, CaseIterable {
        case none
        /// Grows a little and shrinks back.
        case pulse
        /// Tilts to both sides.
        case wiggle
        /// Moves up and down.
        case float
        /// Turns clockwise.
        case spin
        /// Is visible half of the time.
        case blink
        /// Trembles sideways, then rests.
        case shake
        /// Grows twice, then rests.
        case heartbeat
    }

    public var animation: Animation
    /// The length of one cycle, in seconds. Ignored for `none`.
    public var period: Double
    /// The strength of the animation; 1 is its default.
    public var amount: Double

    /// - Parameter period: nil for the animation's default.
    public init(_ animation: Animation = .none, period: Double? = nil, amount: Double = 1) {
        self.animation = animation
        self.period = period ?? animation.period
        self.amount = amount
    }

    /// The shortest period of ``Animation/blink``, in seconds. Content that flashes more than three times a second can
    /// cause seizures: WCAG 2.2, success criterion 2.3.1.
    public static let shortestBlink = 0.34
}

extension Cycle.Animation {
    /// The default length of one cycle, in seconds: a calm breath for slow movements, a resting pulse for beats.
    public var period: Double {
        switch self {
        case .none, .blink: 1
        case .pulse, .heartbeat: 1.2
        case .wiggle: 0.8
        case .shake: 1.5
        case .float: 3
        case .spin: 4
        }
    }
}
