internal import Probing
internal import Transcoding

/// How long the work on one request may take, in wall-clock time.
///
/// A limit on processor time ends a worker that computes, but not one that sleeps and sends a message now and then.
/// This limit ends it.
struct WorkDeadline {
    /// How long a worker may take to end after its last message. An ordinary end takes milliseconds.
    static let grace = Duration.seconds(2)

    /// For everything before and after the frames.
    private static let base = Duration.seconds(300)
    /// For each second of output. The slowest machine that was tried took 10 s.
    private static let eachSecond = Duration.seconds(40)

    private(set) var allowed: Duration

    init(_ limits: WorkLimits) {
        allowed = .seconds(limits.seconds)
    }

    /// Adjusts the limit to what the plans will make.
    mutating func plan(_ plans: [ExportPlan]) {
        let seconds = plans.reduce(0) { $0 + $1.duration }
        // One pass over all frames, or several if a size is asked for.
        let passes = plans.contains { $0.encoding.maximumBytes != nil } ? 8.0 : 1
        allowed = min(allowed, Self.base + Self.eachSecond * (seconds * passes))
    }
}
