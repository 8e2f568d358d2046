/// How one sound steps back while another is loud.
public struct Ducking: Hashable, Sendable, Codable {
    /// By how much, in decibels, 0 or less.
    public var amount: Double
    /// How long it takes to go down, in seconds.
    public var attack: Double
    /// How long it takes to come up again, in seconds.
    public var release: Double

    /// 12 dB keeps music audible under speech and speech clear above it; slower up than down, so that the
    /// pauses between words do not bring the music back.
    public init(amount: Double = -12, attack: Double = 0.2, release: Double = 0.6) {
        self.amount = amount
        self.attack = attack
        self.release = release
    }
}
