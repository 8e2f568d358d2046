internal import CFFmpeg

/// A fraction: a frame rate, a pixel's shape, a time base.
///
/// Corresponds to `AVRational`.
public struct Rational: Hashable, Sendable, Codable {
    public var numerator: Int32
    public var denominator: Int32

    public init(_ numerator: Int32, _ denominator: Int32) {
        self.numerator = numerator
        self.denominator = denominator
    }

    init(_ rational: AVRational) {
        self.init(rational.num, rational.den)
    }

    var avRational: AVRational { AVRational(num: numerator, den: denominator) }

    /// False for 0/1, 1/0 and the like, which FFmpeg uses for "unknown".
    public var isKnown: Bool { numerator > 0 && denominator > 0 }

    /// The fraction as a number; not a number if the denominator is zero.
    public var value: Double { Double(numerator) / Double(denominator) }
}

extension Rational: CustomStringConvertible {
    public var description: String { "\(numerator)/\(denominator)" }
}

/// A point in time, counted in a time base.
///
/// The time base travels with the count, so that two streams' times cannot be mixed up.
public struct Timestamp: Hashable, Sendable {
    public let count: Int64
    /// The length of one tick, in seconds.
    public let timeBase: Rational

    public init(_ count: Int64, _ timeBase: Rational) {
        self.count = count
        self.timeBase = timeBase
    }

    /// The time in seconds.
    public var seconds: Double { Double(count) * timeBase.value }

    /// The nearest count in another time base.
    ///
    /// Corresponds to `av_rescale_q`.
    public func rescaled(to base: Rational) -> Timestamp {
        Timestamp(av_rescale_q(count, timeBase.avRational, base.avRational), base)
    }
}
