internal import Foundation
internal import Story

/// Turns a sound down while another sound is loud.
struct Ducker {
    private let ducking: Ducking
    /// Length of one block, in seconds.
    private let blockSeconds: Double
    /// In decibels, from the ducking's amount to 0.
    private var level = 0.0
    /// How long the other sound still counts as loud, in seconds.
    private var held = 0.0

    /// The mean square from which a sound counts as loud: −40 dB of full scale, between a room without a speaker (−60)
    /// and quiet speech (−30).
    private static let loud = 1e-4
    /// Longer than the pauses between syllables and words, in seconds.
    private static let hold = 0.25

    init(_ ducking: Ducking, blockSeconds: Double) {
        self.ducking = ducking
        self.blockSeconds = blockSeconds
    }

    /// Returns the level to reach by the end of a block in which the other sound has a mean square of `power`, in
    /// decibels.
    mutating func level(beside power: Double) -> Double {
        held = power >= Self.loud ? Self.hold : held - blockSeconds
        let isLoud = held > 0
        let seconds = isLoud ? ducking.attack : ducking.release
        let step = -ducking.amount * blockSeconds / seconds
        level = isLoud ? max(ducking.amount, level - step) : min(0, level + step)
        return level
    }

    /// The factor that corresponds to a level in decibels.
    static func factor(_ level: Double) -> Float { Float(pow(10, level / 20)) }
}
