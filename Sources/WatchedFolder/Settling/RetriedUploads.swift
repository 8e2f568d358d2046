internal import Dispatch
public import Jobs
internal import StoryService

/// Settles uploads that were refused and whose jobs were retried, for processes that work a queue
/// without watching the folder.
///
/// Uploads that lie in the folder itself are left to the watch. The file system and the queue are asked
/// on a queue of its own.
public final class RetriedUploads: Sendable {
    private let store: any JobStore
    private let complain: @Sendable (String) -> Void
    private let queue = DispatchQueue(label: "storymedia.retried", qos: .utility)

    /// So many of the newest finished jobs are looked at in the beginning: more than can have ended
    /// while the process that should have settled their uploads was killed.
    private static let recent = 100

    /// - Parameter complain: called with a sentence for each upload that cannot be moved, on any thread.
    public init(in store: any JobStore, complain: @escaping @Sendable (String) -> Void) {
        self.store = store
        self.complain = complain
    }

    /// Settles the uploads of jobs that ended while no process did. Does not block.
    public func settleRecent() {
        queue.async { [self] in
            let query = JobQuery(states: [.completed], kind: IngestJob.kind, limit: Self.recent)
            // The next process that works the queue tries again.
            for job in (try? store.jobs(query)) ?? [] { settle(job) }
        }
    }

    /// Looks after the jobs that an event says have ended. Does not block.
    public func follow(_ event: RunnerEvent) {
        let jobs: [JobID]
        switch event {
        case .ended(let job, _): jobs = [job]
        case .rescued(let rescued): jobs = rescued
        case .started, .stopping, .lost, .storeFailed: return
        }
        queue.async { [self] in
            for id in jobs {
                if let job = (try? store.job(id)) ?? nil { settle(job) }
            }
        }
    }

    /// Waits until everything is done that was asked for.
    public func finish() async {
        await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
    }

    private func settle(_ job: Job) {
        do {
            try UploadSettling.settle(job, in: store, onlyInFailed: true)
        } catch {
            complain("job \(job.id) is \(job.state), but its upload stays in failed/: \(error)")
        }
    }
}
