/// A clock that advances only while this process runs.
///
/// While the process is stopped or the machine sleeps, it advances by a moment at most. So a worker does not count as
/// silent for a time in which it could not speak.
struct RunningClock {
    private var last = ContinuousClock.now
    /// The time since the clock was made.
    private(set) var now = Duration.zero

    /// The longest step that counts in full. The owner reads the clock many times a second.
    private static let longestStep = Duration.seconds(2)

    /// Advances the clock.
    mutating func tick() {
        let instant = ContinuousClock.now
        now += min(instant - last, Self.longestStep)
        last = instant
    }
}
