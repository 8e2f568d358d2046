/// How long to wait before the next attempt, and when to give up.
public struct RetryPolicy: Hashable, Sendable {
    /// The wait after the first failure.
    public var firstDelay: Duration
    /// The longest wait.
    public var longestDelay: Duration
    /// So many crashes of its process end a job, however many attempts are left: a file that kills
    /// every worker must not go round for ever.
    public var maxCrashes: Int
    /// So many losses of its runner end a job (``Job/losses``). They are not the job's fault as a rule, since
    /// a person killed the runner or the machine went down; but what kills every runner must not go
    /// round for ever, either.
    public var maxLosses: Int

    /// So many losses may be chance, and cost the job no wait.
    static let patientLosses = 3

    public init(
        firstDelay: Duration = .seconds(3), longestDelay: Duration = .seconds(600), maxCrashes: Int = 3,
        maxLosses: Int = 10
    ) {
        self.firstDelay = firstDelay
        self.longestDelay = longestDelay
        self.maxCrashes = maxCrashes
        self.maxLosses = maxLosses
    }

    /// The wait after an attempt: doubled with each, of which a random half is taken off so that jobs
    /// which failed together do not come back together ("equal jitter": Brooker, "Exponential
    /// Backoff And Jitter", AWS Architecture Blog, 2015).
    ///
    /// - Parameter attempt: counted from 1.
    public func delay(
        after attempt: Int, using generator: inout some RandomNumberGenerator
    ) -> Duration {
        let doublings = min(max(attempt - 1, 0), 30)
        let full = min(firstDelay * (1 << doublings), longestDelay)
        return full * Double.random(in: 0.5...1, using: &generator)
    }
    /// The wait after a runner was lost: nil for the first few, then as after failures.
    ///
    /// - Parameter losses: this one included.
    public func delay(
        afterLosses losses: Int, using generator: inout some RandomNumberGenerator
    ) -> Duration? {
        guard losses > Self.patientLosses else { return nil }
        return delay(after: losses - Self.patientLosses, using: &generator)
    }
}
