internal import Probing
internal import Transcoding

/// How long the work on one order may take, by the clock on the wall.
///
/// A worker that computes is ended by its processor time. One that sleeps is not, and may say something now and
/// then: this ends it.
struct WorkDeadline {
    /// How long a worker that has said its last word may take to end. An ordinary end takes milliseconds.
    static let grace = Duration.seconds(2)

    /// For what comes before and after the frames.
    private static let base = Duration.seconds(300)
    /// For each second of output. The slowest machine that was tried took 10.
    private static let eachSecond = Duration.seconds(40)

    private(set) var allowed: Duration

    init(_ order: WorkerRequest) {
        allowed = .seconds(order.request.limits.work.seconds)
    }

    /// Takes in what will be made.
    mutating func plan(_ plans: [ExportPlan]) {
        let seconds = plans.reduce(0) { $0 + $1.duration }
        // A minute of all frames for each pass over them; a size that is asked for takes several.
        let passes = plans.contains { $0.encoding.maximumBytes != nil } ? 8.0 : 1
        allowed = min(allowed, Self.base + Self.eachSecond * (seconds * passes))
    }
}
