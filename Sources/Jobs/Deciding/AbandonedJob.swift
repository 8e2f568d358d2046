public import Foundation

/// A running job that has lost its runner.
public struct AbandonedJob: Hashable, Sendable {
    public let id: JobID
    public let status: JobStatus
    public let runner: RunnerID
    public private(set) var loss: RunnerLoss

    public init(id: JobID, status: JobStatus, runner: RunnerID, loss: RunnerLoss) {
        self.id = id
        self.status = status
        self.runner = runner
        self.loss = loss
    }

    /// Returns the same jobs. If a job was the only one of an ended runner, it gets the blame.
    ///
    /// - Parameter jobs: all jobs that were found abandoned at the same time.
    public static func blaming(_ jobs: [AbandonedJob]) -> [AbandonedJob] {
        let counts = Dictionary(grouping: jobs, by: \.runner).mapValues(\.count)
        return jobs.map { job in
            var job = job
            if job.loss == .runnerGone, counts[job.runner] == 1 { job.loss = .runnerGoneAlone }
            return job
        }
    }

    /// Decides what happens to the job.
    ///
    /// - Parameters:
    ///   - earlierLosses: the weight of its losses before this one (``Job/losses``).
    ///   - now: the time for its ``JobFailure``.
    public func rescue(
        after earlierLosses: Int, _ policy: RetryPolicy, at now: Date,
        using generator: inout some RandomNumberGenerator
    ) throws(IllegalTransition) -> JobDecision {
        let failure = JobFailure(
            attempt: status.attempt, at: now, code: loss.rawValue, message: loss.message(runner),
            canRetry: true)
        return try status.lose(
            failure, losses: earlierLosses + loss.weight, policy, using: &generator)
    }
}
