internal import Story

/// How much of an overlay a transition shows.
struct Appearance: Hashable {
    /// 0…1.
    var opacity = 1.0
    /// 1 is the overlay's own size.
    var scale = 1.0
}

extension Transition {
    /// What is seen `seconds` after the transition of an overlay that appears began, or before that of
    /// one that disappears ends.
    func appearance(after seconds: Double) -> Appearance {
        guard seconds < duration else { return Appearance() }
        let progress = max(0, seconds / duration)
        return switch animation {
        case .none: Appearance()
        case .fade: Appearance(opacity: progress)
        case .pop: Appearance(scale: Self.easeOutBack(progress))
        }
    }

    /// From 0 to 1 by way of 1.08.
    ///
    /// Penner's "back" easing, `1 + (c + 1)(t - 1)³ + c(t - 1)²`, whose highest value is
    /// `1 + 4c³ / 27(c + 1)²`; with `c = 1.5` that is 1.08.
    private static func easeOutBack(_ progress: Double) -> Double {
        let overshoot = 1.5
        let rest = progress - 1
        return max(0, 1 + rest * rest * ((overshoot + 1) * rest + overshoot))
    }
}
