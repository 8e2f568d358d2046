/// The loudness to which a slide's sound is normalised.
public struct LoudnessTarget: Hashable, Sendable, Codable {
    /// Integrated loudness, in LUFS (ITU-R BS.1770-4).
    public var target: Double
    /// The maximum true peak, in dBTP.
    public var truePeak: Double

    /// Platforms turn sound above −14 LUFS down to it; −1 dBTP is EBU R 128's ceiling.
    public init(target: Double = -14, truePeak: Double = -1) {
        self.target = target
        self.truePeak = truePeak
    }
}
