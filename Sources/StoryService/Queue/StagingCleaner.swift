internal import Dispatch
public import Jobs

/// Removes what jobs without a further attempt have left in their output folders.
///
/// A failed attempt leaves its finished slides for the next one. A killed process leaves everything, and another
/// process may have finished its job long ago. If no attempt will follow, this type removes the files, on a dispatch
/// queue of its own.
public final class StagingCleaner: Sendable {
    private let store: any JobStore
    private let queue = DispatchQueue(label: "storymedia.remains", qos: .utility)

    /// How many of the latest ended jobs to check at the start: more than can have ended around the time when the
    /// process that should have cleaned up was killed.
    private static let recent = 100

    public init(in store: any JobStore) {
        self.store = store
    }

    /// Cleans up after jobs that ended while no cleaner was running. Does not block.
    public func clearRecent() {
        queue.async { [store] in
            let query = JobQuery(
                states: [.completed, .cancelled, .discarded], kind: IngestJob.kind, limit: Self.recent)
            // If this fails, the next process that works the queue tries again.
            for job in (try? store.jobs(query)) ?? [] { IngestJob.clearAway(job) }
        }
    }

    /// Cleans up after those of the jobs that have ended for good. Does not block.
    public func clear(_ jobs: [JobID]) {
        queue.async { [store] in
            for id in jobs {
                if let job = (try? store.job(id)) ?? nil { IngestJob.clearAway(job) }
            }
        }
    }

    /// Waits until all requested cleaning is done.
    public func finish() async {
        await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
    }
}
