/// How long to wait before the next attempt, and when to give up.
public struct RetryPolicy: Hashable, Sendable {
    /// The wait after the first failure.
    public var firstDelay: Duration
    /// The longest wait.
    public var longestDelay: Duration
    /// The number of crashes of its process that discards a job, however many attempts are left: a file that kills
    /// every worker must not be retried forever.
    public var maxCrashes: Int
    /// The number of losses of its runner that discards a job (``Job/losses``). Losses are usually not the job's fault,
    /// since a person killed the runner or the machine went down. But a job that kills every runner must not be retried
    /// forever, either.
    public var maxLosses: Int

    /// This many losses may be chance, and are followed by no wait.
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

    /// The wait after an attempt. It doubles with each attempt, minus a random part of up to half, so that jobs that
    /// failed together do not come back together ("equal jitter": Brooker, "Exponential Backoff And Jitter", AWS
    /// Architecture Blog, 2015).
    ///
    /// - Parameter attempt: counted from 1.
    public func delay(
        after attempt: Int, using generator: inout some RandomNumberGenerator
    ) -> Duration {
        let doublings = min(max(attempt - 1, 0), 30)
        let full = min(firstDelay * (1 << doublings), longestDelay)
        return full * Double.random(in: 0.5...1, using: &generator)
    }
    /// The wait after a runner was lost: nil for the first few losses, then as after failures.
    ///
    /// - Parameter losses: the number of losses, including this one.
    public func delay(
        afterLosses losses: Int, using generator: inout some RandomNumberGenerator
    ) -> Duration? {
        guard losses > Self.patientLosses else { return nil }
        return delay(after: losses - Self.patientLosses, using: &generator)
    }
}
