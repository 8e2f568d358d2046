/// How one sound is lowered while another is loud.
public struct Ducking: Hashable, Sendable, Codable {
    /// The gain in decibels, 0 or less.
    public var amount: Double
    /// How long the sound takes to go down, in seconds.
    public var attack: Double
    /// How long the sound takes to come up again, in seconds.
    public var release: Double

    /// 12 dB keeps music audible under speech and speech clear above it. The release is slower than the attack, so that
    /// music does not come back in the pauses between words.
    public init(amount: Double = -12, attack: Double = 0.2, release: Double = 0.6) {
        self.amount = amount
        self.attack = attack
        self.release = release
    }
}
