/// What was done about a slide's loudness.
public struct LoudnessResult: Hashable, Sendable, Codable {
    /// Integrated loudness of the slide before the change, in LUFS (ITU-R BS.1770-4).
    public var source: Double
    /// The gain that was applied, in decibels.
    public var gain: Double

    public init(source: Double, gain: Double) {
        self.source = source
        self.gain = gain
    }
}
