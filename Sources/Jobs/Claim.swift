/// The right to work on a job. It ends when its lease expires or another runner claims the job.
///
/// Every write of an attempt names its claim, and changes nothing once the job has a later claim (a fencing token, as
/// Kleppmann calls it: "How to do distributed locking", 2016).
public struct Claim: Hashable, Sendable {
    public let job: JobID
    public let fence: Int64

    public init(job: JobID, fence: Int64) {
        self.job = job
        self.fence = fence
    }
}

/// The state of a claim that a runner renews.
public enum ClaimStatus: Hashable, Sendable {
    /// The lease is renewed.
    case held
    /// The lease is renewed, but the job was cancelled: the runner must end it.
    case cancelRequested
    /// Another runner may own the job. Stop, and publish nothing.
    case lost
}

/// A runner that claims jobs: a process on a machine.
public struct RunnerID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The machine and its boot. No other machine has the same value, and this machine gets a new one at each boot.
    /// Process numbers are comparable only if this value is equal.
    public let machine: String
    /// The process number.
    public let process: Int32
    /// When the process started, in a form that differs for a later process of the same number.
    public let started: String
    /// Tells several runners of one process apart.
    public let instance: String

    public init(machine: String, process: Int32, started: String, instance: String) {
        self.machine = machine
        self.process = process
        self.started = started
        self.instance = instance
    }

    public var description: String { "process \(process)" }
}
