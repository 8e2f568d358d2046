internal import Dispatch
internal import Jobs

/// Removes what jobs without a further attempt have left in their output folders.
///
/// A failed attempt leaves its finished slides for the next one. A killed process leaves everything, and another
/// process may have finished its job long ago. If no attempt will follow, this type removes the files, on a dispatch
/// queue of its own.
final class StagingCleaner: Sendable {
    private let store: any JobStore
    private let state: StateFolder
    private let queue = DispatchQueue(label: "storymedia.remains", qos: .utility)

    /// How many of the latest ended jobs to check at the start: more than can have ended around the time when the
    /// process that should have cleaned up was killed.
    private static let recent = 100

    /// - Parameter state: holds the key with which files of a killed run are recognised.
    init(in store: any JobStore, state: StateFolder = .standard) {
        self.store = store
        self.state = state
    }

    /// Cleans up after jobs that ended while no cleaner was running. Does not block.
    func clearRecent() {
        queue.async { [store, state] in
            let query = JobQuery(
                states: [.completed, .cancelled, .discarded], kind: IngestJob.kind, limit: Self.recent)
            // If this fails, the next process that works the queue tries again.
            for job in (try? store.jobs(query)) ?? [] { IngestJob.clearAway(job, state: state) }
        }
    }

    /// Cleans up after jobs that an event reports as ended without a story. Does not block.
    func follow(_ event: RunnerEvent) {
        switch event {
        case .ended(let job, .cancelled), .ended(let job, .discarded): clear([job])
        case .rescued(let jobs): clear(jobs)
        case .started, .stopping, .ended, .lost, .storeFailed: break
        }
    }

    /// Cleans up after those of the jobs that have ended for good. Does not block.
    func clear(_ jobs: [JobID]) {
        queue.async { [store, state] in
            for id in jobs {
                if let job = (try? store.job(id)) ?? nil { IngestJob.clearAway(job, state: state) }
            }
        }
    }

    /// Waits until all requested cleaning is done.
    func finish() async {
        await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
    }
}
