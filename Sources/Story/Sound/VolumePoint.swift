/// The gain at one moment. Between two points it changes linearly.
public struct VolumePoint: Hashable, Sendable, Codable {
    /// In seconds.
    public var time: Double
    /// The gain, as a factor, 0…4.
    public var value: Double

    public init(time: Double, value: Double) {
        self.time = time
        self.value = value
    }
}
