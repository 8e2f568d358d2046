/// A run of stereo samples in floating point, full scale at ±1.
public struct StereoSound: Sendable {
    public var left: [Float]
    public var right: [Float]

    public init() {
        left = []
        right = []
    }

    /// Silence.
    public init(silence count: Int) {
        left = Array(repeating: 0, count: count)
        right = left
    }

    /// Samples per channel.
    public var count: Int { left.count }

    public mutating func append(_ other: StereoSound) {
        left.append(contentsOf: other.left)
        right.append(contentsOf: other.right)
    }

    /// The first `count` samples of both channels.
    public func prefix(_ count: Int) -> StereoSound {
        var part = StereoSound()
        part.left = Array(left.prefix(count))
        part.right = Array(right.prefix(count))
        return part
    }

    public mutating func removeFirst(_ count: Int) {
        left.removeFirst(count)
        right.removeFirst(count)
    }

    /// Multiplies every sample.
    public mutating func scale(by factor: Float) {
        for index in left.indices { left[index] *= factor }
        for index in right.indices { right[index] *= factor }
    }
}
