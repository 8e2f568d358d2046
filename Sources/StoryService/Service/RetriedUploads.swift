internal import Dispatch
internal import Jobs

/// Settles refused uploads whose jobs were retried. For workers that do not watch the folder.
///
/// Leaves uploads in the folder itself to the watch. Asks the file system and the queue on a dispatch queue of its own.
final class RetriedUploads: Sendable {
    private let store: any JobStore
    private let excluded: String?
    private let complain: @Sendable (JobID, String) -> Void
    private let queue = DispatchQueue(label: "storymedia.retried", qos: .utility)

    /// How many of the newest finished jobs to check at the start: more than can have ended between the death of the
    /// process that should have settled their uploads and this start.
    private static let recent = 100

    /// - Parameters:
    ///   - folder: a watched folder, absolute, whose watch settles its uploads itself; nil for none.
    ///   - complain: called on any thread, with a sentence for each upload that cannot be moved.
    init(
        in store: any JobStore, except folder: String? = nil,
        complain: @escaping @Sendable (JobID, String) -> Void
    ) {
        self.store = store
        excluded = folder
        self.complain = complain
    }

    /// Settles the uploads of jobs that ended while no process was running. Does not block.
    func settleRecent() {
        queue.async { [self] in
            let query = JobQuery(states: [.completed], kind: IngestJob.kind, limit: Self.recent)
            // The next process that works the queue tries again.
            for job in (try? store.jobs(query)) ?? [] { settle(job) }
        }
    }

    /// Settles the uploads of the jobs that an event reports as ended. Does not block.
    func follow(_ event: RunnerEvent) {
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

    /// Waits until all requested work is done.
    func finish() async {
        await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
    }

    private func settle(_ job: Job) {
        if let excluded, UploadPayload.source(json: job.payload)?.folder == excluded { return }
        do {
            try UploadSettling.settle(job, in: store, onlyInFailed: true)
        } catch {
            complain(job.id, "job \(job.id) is \(job.state), but its upload stays in failed/: \(error)")
        }
    }
}
