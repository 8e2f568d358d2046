/// The spacing of a video's pictures, measured from presentation times. The header's frame rate is never used: phones
/// write anything from 0 to 90000 there.
public struct Cadence: Hashable, Sendable, Codable {
    /// Pictures shown.
    public var frames: Int
    /// Frames per second over the whole measurement.
    public var averageRate: Double
    /// Smallest, median and largest distance between two pictures, in seconds.
    public var minimumInterval: Double
    public var medianInterval: Double
    public var maximumInterval: Double
    /// Whether more than 2 % of the distances differ from the median by more than 10 % and 2 ms.
    public var isVariable: Bool
    /// False if only the beginning of a long file was read.
    public var isComplete: Bool

    public init(
        frames: Int, averageRate: Double, minimumInterval: Double, medianInterval: Double,
        maximumInterval: Double, isVariable: Bool, isComplete: Bool
    ) {
        self.frames = frames
        self.averageRate = averageRate
        self.minimumInterval = minimumInterval
        self.medianInterval = medianInterval
        self.maximumInterval = maximumInterval
        self.isVariable = isVariable
        self.isComplete = isComplete
    }
}
