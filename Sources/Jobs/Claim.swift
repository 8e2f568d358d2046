/// The right to work on a job, which ends when its lease runs out or another runner gets it.
///
/// Every write for an attempt names its claim and touches nothing once the claim is not the job's
/// latest any more (a fencing token, as Kleppmann calls it: "How to do distributed locking", 2016).
public struct Claim: Hashable, Sendable {
    public let job: JobID
    public let fence: Int64

    public init(job: JobID, fence: Int64) {
        self.job = job
        self.fence = fence
    }
}

/// What a runner learns when it renews its claims.
public enum ClaimStatus: Hashable, Sendable {
    /// The lease is renewed.
    case held
    /// The lease is renewed, but the job is to end: it was cancelled.
    case cancelRequested
    /// Another runner may own the job: stop, and publish nothing.
    case lost
}

/// Who claims jobs: a process on a machine.
public struct RunnerID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The machine, and its start: no other machine has the same, and this one has another after each of its starts.
    /// Numbers of processes mean the same only where this is equal.
    public let machine: String
    /// The process's number.
    public let process: Int32
    /// When the process began, in a form that differs for a later process of the same number.
    public let started: String
    /// Differs for several runners of one process.
    public let instance: String

    public init(machine: String, process: Int32, started: String, instance: String) {
        self.machine = machine
        self.process = process
        self.started = started
        self.instance = instance
    }

    public var description: String { "process \(process)" }
}
