internal import Dispatch
public import Jobs

/// What jobs have left in their outputs' folders that will have no other attempt.
///
/// An attempt that fails leaves its finished slides for the next one, and a process that is killed leaves
/// everything, perhaps when another has finished its job long since. Where there is no next attempt,
/// this removes it, on a queue of its own.
public final class StagingCleaner: Sendable {
    private let store: any JobStore
    private let queue = DispatchQueue(label: "storymedia.remains", qos: .utility)

    /// So many of the jobs that ended last are looked at in the beginning: more than can have ended
    /// while the process that should have cleared them away was killed.
    private static let recent = 100

    public init(in store: any JobStore) {
        self.store = store
    }

    /// Clears up after jobs that ended while no process did. Does not block.
    public func clearRecent() {
        queue.async { [store] in
            let query = JobQuery(
                states: [.completed, .cancelled, .discarded], kind: IngestJob.kind, limit: Self.recent)
            // The next process that works the queue tries again.
            for job in (try? store.jobs(query)) ?? [] { IngestJob.clearAway(job) }
        }
    }

    /// Looks after jobs whose attempt has ended, as far as it was the last one. Does not block.
    public func clear(_ jobs: [JobID]) {
        queue.async { [store] in
            for id in jobs {
                if let job = (try? store.job(id)) ?? nil { IngestJob.clearAway(job) }
            }
        }
    }

    /// Waits until everything is done that was asked for.
    public func finish() async {
        await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
    }
}
