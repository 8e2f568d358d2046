/// How a job can lose its runner. A loss says little about the job, since a runner survives what its jobs' processes
/// do. The raw values are codes of ``JobFailure``.
public enum RunnerLoss: String, Hashable, Sendable, CaseIterable {
    /// The machine was restarted.
    case machineRestarted
    /// The runner's process ended without a report while it worked on several jobs.
    case runnerGone
    /// The runner's process ended without a report while it worked on this job only.
    case runnerGoneAlone
    /// The runner sent no sign of life for longer than its lease.
    case leaseExpired

    /// How much the loss counts against the job. If a runner dies while it has a single job, its work on that job may
    /// have killed it.
    public var weight: Int { self == .runnerGoneAlone ? 2 : 1 }

    /// Why a job has lost its runner; nil if the runner may still be working.
    ///
    /// - Parameters:
    ///   - machineRestarted: whether the runner's machine has restarted since the runner's last sign of life. A store
    ///     knows this only for runners on the machine that asks. For other runners it passes false, and their leases
    ///     expire.
    ///   - processEnded: whether the runner's process has certainly ended (``RunnerID/isGone``).
    ///   - leaseEnded: whether the runner's lease has expired, by the store's clock.
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

    /// A sentence for a person, without a capital letter and full stop.
    func message(_ runner: RunnerID) -> String {
        switch self {
        case .machineRestarted: "the machine was restarted while \(runner) worked on it"
        case .runnerGone, .runnerGoneAlone: "\(runner), which worked on it, ended without reporting a result"
        case .leaseExpired: "\(runner), which worked on it, gave no sign of life for too long"
        }
    }
}
