import Jobs
import Synchronization

/// Counts how jobs' attempts have ended: the last line of `work --json`.
final class WorkTally: Sendable {
    private let counts = Mutex<[JobState: Int]>([:])

    func count(_ event: QueueEvent) {
        if case .runner(.ended(_, let state)) = event {
            counts.withLock { $0[state, default: 0] += 1 }
        }
    }

    /// The result of a program that exits with this status.
    func result(_ status: ExitStatus) -> Result {
        counts.withLock { counts in
            func count(_ state: JobState) -> Int { counts[state] ?? 0 }
            return Result(
                exitStatus: status.rawValue, done: count(.completed), failed: count(.discarded),
                retryable: count(.retryable), cancelled: count(.cancelled), letGo: count(.available))
        }
    }

    struct Result: Encodable {
        let event = "result"
        let exitStatus: Int32
        let done: Int
        let failed: Int
        /// They will be tried again.
        let retryable: Int
        let cancelled: Int
        /// Because the program was stopped.
        let letGo: Int
    }
}
