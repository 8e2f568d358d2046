#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How a change is spread over its time.
public enum Easing: String, Hashable, Sendable, Codable, CaseIterable {
    /// At one speed.
    case linear
    /// Quickly into motion, slowly out of it.
    case ease
    /// From rest.
    case easeIn
    /// To rest.
    case easeOut
    /// From rest to rest.
    case easeInOut
    /// A little too far, and back.
    case back
    /// Falls, and bounces three times.
    case bounce
    /// Swings about the end.
    case elastic
    /// Stays, and jumps at the end.
    case hold
}

extension Easing {
    /// How much of the change is done after a share of its time; 0 and 1 at the ends, and beyond them for
    /// `back` and `elastic` on the way.
    ///
    /// The first five are those of CSS Easing Functions 1, section 2.2.1, and `hold` is its `step-end`;
    /// `back`, `bounce` and `elastic` are the "out" forms of R. Penner, "Programming Macromedia Flash MX",
    /// 2002, chapter 7.
    ///
    /// - Parameter time: what lies outside 0…1 is as its nearer end.
    public func progress(at time: Double) -> Double {
        let time = min(max(time, 0), 1)
        return switch self {
        case .linear: time
        case .ease: CubicBezier(0.25, 0.1, 0.25, 1).y(at: time)
        case .easeIn: CubicBezier(0.42, 0, 1, 1).y(at: time)
        case .easeOut: CubicBezier(0, 0, 0.58, 1).y(at: time)
        case .easeInOut: CubicBezier(0.42, 0, 0.58, 1).y(at: time)
        case .back: Self.back(time, overshoot: Self.tenPercent)
        case .bounce: Self.bounce(time)
        case .elastic: Self.elastic(time)
        case .hold: time < 1 ? 0 : 1
        }
    }

    /// The `overshoot` of ``back(_:overshoot:)`` that goes 10 % too far.
    private static let tenPercent = 1.70158

    /// Goes to 1 by way of `1 + 4c³ / 27(c + 1)²`, where `c` is the overshoot.
    public static func back(_ time: Double, overshoot: Double) -> Double {
        let rest = min(max(time, 0), 1) - 1
        return 1 + rest * rest * ((overshoot + 1) * rest + overshoot)
    }

    private static func bounce(_ time: Double) -> Double {
        // Parabolas of one gravity; each bounce is as high as its share of the fall.
        let gravity = 7.5625
        let (middle, floor): (Double, Double) =
            switch time * 2.75 {
            case ..<1: (0, 0)
            case ..<2: (1.5, 0.75)
            case ..<2.5: (2.25, 0.9375)
            default: (2.625, 0.984375)
            }
        let distance = time - middle / 2.75
        return gravity * distance * distance + floor
    }

    private static func elastic(_ time: Double) -> Double {
        if time == 0 || time == 1 { return time }
        return exp2(-10 * time) * sin((10 * time - 0.75) * 2 * .pi / 3) + 1
    }
}
