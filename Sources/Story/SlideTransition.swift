/// The transition from one slide of a joined story to the next.
public struct SlideTransition: Hashable, Sendable, Codable {
    /// Kinds with a direction move in that direction.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Switches from one frame to the next.
        case cut
        /// One picture dissolves into the other.
        case fade
        /// The old picture fades to one colour, and the new picture fades in from it.
        case fadeBlack, fadeWhite
        /// The new picture pushes the old one off the canvas.
        case slideLeft, slideRight, slideUp, slideDown
        /// An edge crosses the canvas and uncovers the new picture behind it.
        case wipeLeft, wipeRight, wipeUp, wipeDown

        /// Fades change evenly; movements start from rest and come to rest.
        var easing: Easing {
            switch self {
            case .cut, .fade, .fadeBlack, .fadeWhite: .linear
            default: .easeInOut
            }
        }
    }

    public var kind: Kind
    /// How long both slides are visible, in seconds. It counts towards the duration of both. Ignored for `cut`.
    public var duration: Double
    /// The easing; nil for the kind's own.
    public var easing: Easing?

    public init(_ kind: Kind, duration: Double = 0.5, easing: Easing? = nil) {
        self.kind = kind
        self.duration = duration
        self.easing = easing
    }

    /// The allowed durations, in seconds: from three frames at 30 fps, since viewers do not see fewer, to a third of
    /// the longest usual story.
    public static let durations = 0.1...5.0

    /// The easings that stay within 0…1: beyond that range there is no picture to show.
    public static let easings: [Easing] = [.linear, .ease, .easeIn, .easeOut, .easeInOut, .bounce]

    /// The easing that applies.
    public var pace: Easing { easing ?? kind.easing }
}
