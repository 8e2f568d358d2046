/// How loud something is at one moment; between two of them the factor changes evenly.
public struct VolumePoint: Hashable, Sendable, Codable {
    /// In seconds.
    public var time: Double
    /// A factor, 0…4.
    public var value: Double

    public init(time: Double, value: Double) {
        self.time = time
        self.value = value
    }
}
