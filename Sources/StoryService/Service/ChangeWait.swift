internal import Jobs
internal import Threading

/// Waits for changes of a queue without occupying a thread of Swift's pool.
struct ChangeWait: Sendable {
    private let changes: any JobStoreChanges

    /// How long a single wait lasts at most.
    static let longest = Duration.seconds(1)

    init(_ changes: any JobStoreChanges) {
        self.changes = changes
    }

    /// Returns early if the task is cancelled.
    ///
    /// - Returns: whether something may have changed since the last wait.
    func wait(upTo limit: Duration) async throws(QueueError) -> Bool {
        let changes = changes
        let result = await withTaskCancellationHandler {
            await StageExecutor.run("storymedia.queue") { () -> Result<Bool, JobStoreError> in
                Result { () throws(JobStoreError) in try changes.wait(upTo: limit) }
            }
        } onCancel: {
            changes.wakeUp()
        }
        switch result {
        case .success(let hasChanged): return hasChanged
        case .failure(let error): throw .unusable(error)
        }
    }
}

extension StoryQueue {
    /// Starts to watch for changes.
    func changeWait(noticedWithin latency: Duration) async throws(QueueError) -> ChangeWait {
        ChangeWait(
            try await call { store throws(JobStoreError) in try store.changes(noticedWithin: latency) })
    }
}
