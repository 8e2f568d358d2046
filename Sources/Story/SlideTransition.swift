/// How a slide of a joined story takes over from the one before it.
public struct SlideTransition: Hashable, Sendable, Codable {
    /// What is named after a direction moves there.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// From one frame to the next.
        case cut
        /// One picture dissolves into the other.
        case fade
        /// The picture before goes to one colour, and the new one comes out of it.
        case fadeBlack, fadeWhite
        /// The new picture pushes the one before out of the canvas.
        case slideLeft, slideRight, slideUp, slideDown
        /// An edge crosses the canvas; behind it is the new picture, before it the old one.
        case wipeLeft, wipeRight, wipeUp, wipeDown

        /// What fades changes evenly; what moves starts from rest and comes to rest.
        var easing: Easing {
            switch self {
            case .cut, .fade, .fadeBlack, .fadeWhite: .linear
            default: .easeInOut
            }
        }
    }

    public var kind: Kind
    /// How long both slides are seen, in seconds; both have that time. Without meaning for `cut`.
    public var duration: Double
    /// Nil for the kind's own.
    public var easing: Easing?

    public init(_ kind: Kind, duration: Double = 0.5, easing: Easing? = nil) {
        self.kind = kind
        self.duration = duration
        self.easing = easing
    }

    /// What a transition may last, in seconds: three frames at 30 fps, since fewer are not seen, up to a third
    /// of the longest usual story.
    public static let durations = 0.1...5.0

    /// Those that keep between both pictures: beyond them there is nothing to be seen.
    public static let easings: [Easing] = [.linear, .ease, .easeIn, .easeOut, .easeInOut, .bounce]

    /// How its way is spread over its time.
    public var pace: Easing { easing ?? kind.easing }
}
