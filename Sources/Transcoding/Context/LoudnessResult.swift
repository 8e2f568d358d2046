/// What was done about a slide's loudness.
public struct LoudnessResult: Hashable, Sendable, Codable {
    /// Integrated loudness of what the slide sounded like before, in LUFS (ITU-R BS.1770-4).
    public var source: Double
    /// By how much it was raised or lowered, in decibels.
    public var gain: Double

    public init(source: Double, gain: Double) {
        self.source = source
        self.gain = gain
    }
}
