#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How a change is distributed over its duration.
public enum Easing: String, Hashable, Sendable, Codable, CaseIterable {
    /// Constant speed.
    case linear
    /// Fast start, slow end.
    case ease
    /// Starts from rest.
    case easeIn
    /// Comes to rest.
    case easeOut
    /// Starts from rest and comes to rest.
    case easeInOut
    /// Overshoots a little and returns.
    case back
    /// Falls and bounces three times.
    case bounce
    /// Oscillates about the end value.
    case elastic
    /// Holds the start value and jumps at the end.
    case hold
}

extension Easing {
    /// The share of the change that is complete at a share of the duration: 0 at the start and 1 at the end. `back` and
    /// `elastic` leave 0…1 on the way.
    ///
    /// The first five are those of CSS Easing Functions 1, section 2.2.1, and `hold` is its `step-end`. `back`,
    /// `bounce` and `elastic` are the "out" forms of R. Penner, "Programming Macromedia Flash MX", 2002, chapter 7.
    ///
    /// - Parameter time: the share of the duration; values outside 0…1 are clamped.
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

    /// The value of `overshoot` at which ``back(_:overshoot:)`` goes 10 % too far.
    private static let tenPercent = 1.70158

    /// An easing with a peak of `1 + 4c³ / 27(c + 1)²` on the way to 1, where `c` is the overshoot.
    public static func back(_ time: Double, overshoot: Double) -> Double {
        let rest = min(max(time, 0), 1) - 1
        return 1 + rest * rest * ((overshoot + 1) * rest + overshoot)
    }

    private static func bounce(_ time: Double) -> Double {
        // Parabolas with the same gravity; each bounce is as high as its share of the fall.
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
