/// How loud a slide's sound is made as a whole.
public struct LoudnessTarget: Hashable, Sendable, Codable {
    /// Integrated loudness, in LUFS (ITU-R BS.1770-4).
    public var target: Double
    /// What the sound's true peak stays below, in dBTP.
    public var truePeak: Double

    /// −14 LUFS is what platforms turn louder sound down to; −1 dBTP is EBU R 128's ceiling.
    public init(target: Double = -14, truePeak: Double = -1) {
        self.target = target
        self.truePeak = truePeak
    }
}
