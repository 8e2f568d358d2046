/// Time that passes while this process runs.
///
/// A process that is stopped, or a machine that sleeps, does not move it on by more than a moment, so that
/// nothing is taken for silent that could not speak.
struct RunningClock {
    private var last = ContinuousClock.now
    /// Since the clock was made.
    private(set) var now = Duration.zero

    /// The longest step that counts in full. The clock is read many times a second.
    private static let longestStep = Duration.seconds(2)

    /// Moves on.
    mutating func tick() {
        let instant = ContinuousClock.now
        now += min(instant - last, Self.longestStep)
        last = instant
    }
}
