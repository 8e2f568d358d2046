/// A number that may change while its overlay is visible.
public enum Animated: Hashable, Sendable, Codable {
    case constant(Double)
    /// At least one keyframe, in ascending order of time.
    case keyframes([Keyframe])
}

/// A number at a moment.
public struct Keyframe: Hashable, Sendable, Codable {
    /// Seconds from the overlay's start.
    public var time: Double
    public var value: Double
    /// How the number changes between the previous keyframe and this one. Ignored for the first keyframe.
    public var easing: Easing

    public init(time: Double, value: Double, easing: Easing = .linear) {
        self.time = time
        self.value = value
        self.easing = easing
    }
}

extension Animated {
    /// The number at a time, in seconds from the overlay's start. Before the first keyframe it is the first value,
    /// after the last keyframe the last value.
    public func value(at seconds: Double) -> Double {
        guard case .keyframes(let keyframes) = self else { return settled }
        guard let next = keyframes.firstIndex(where: { $0.time > seconds }) else { return settled }
        let to = keyframes[next]
        guard next > 0 else { return to.value }
        let from = keyframes[next - 1]
        let time = (seconds - from.time) / (to.time - from.time)
        return from.value + (to.value - from.value) * to.easing.progress(at: time)
    }

    /// The final number.
    public var settled: Double {
        switch self {
        case .constant(let value): value
        case .keyframes(let keyframes): keyframes.last?.value ?? 0
        }
    }

    /// The least to the greatest value of all keyframes. An easing may overshoot this range.
    public var range: ClosedRange<Double> {
        guard case .keyframes(let keyframes) = self else { return settled...settled }
        let values = keyframes.map(\.value)
        return (values.min() ?? settled)...(values.max() ?? settled)
    }

    /// Whether the number changes.
    public var changes: Bool { range.lowerBound < range.upperBound }
}

extension Animated: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    public init(floatLiteral value: Double) { self = .constant(value) }
    public init(integerLiteral value: Int) { self = .constant(Double(value)) }
}
