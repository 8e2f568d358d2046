/// How a job can lose its runner. Says little about the job: a runner outlives what the processes of its jobs do. The
/// raw values are codes of ``JobFailure``.
public enum RunnerLoss: String, Hashable, Sendable, CaseIterable {
    /// The machine was restarted.
    case machineRestarted
    /// The runner's process has ended without a word, with several jobs at work.
    case runnerGone
    /// The runner's process has ended without a word, and this was the only job at work.
    case runnerGoneAlone
    /// The runner was not heard of for longer than its lease.
    case leaseExpired

    /// How much it counts against the job. A runner that ends while it has one job may have been ended by what it
    /// did for that job.
    public var weight: Int { self == .runnerGoneAlone ? 2 : 1 }

    /// Why no runner works on a job any more; nil where one may.
    ///
    /// - Parameters:
    ///   - machineRestarted: whether the runner's machine was started anew since it was last heard of. A store knows
    ///     that only of runners of the machine that asks; of others it says false, and their leases run out.
    ///   - processEnded: whether its process has certainly ended (``RunnerID/isGone``).
    ///   - leaseEnded: whether its lease has run out, by the store's clock.
    public init?(machineRestarted: Bool, processEnded: @autoclosure () -> Bool, leaseEnded: Bool) {
        if machineRestarted {
            self = .machineRestarted
        } else if processEnded() {
            self = .runnerGone
        } else if leaseEnded {
            self = .leaseExpired
        } else {
            return nil
        }
    }

    /// A sentence for a person, but for its capital and its full stop.
    func message(_ runner: RunnerID) -> String {
        switch self {
        case .machineRestarted: "the machine was restarted while \(runner) was at work on it"
        case .runnerGone, .runnerGoneAlone: "\(runner), which was at work on it, has ended without a word"
        case .leaseExpired: "\(runner), which was at work on it, was not heard of for too long"
        }
    }
}
