public import Jobs
internal import Threading

/// The queue of stories to be made, for any program that submits jobs, looks at them or decides about them.
///
/// ```
/// let queue = try await StoryQueue.open()
/// let submissions = try await queue.submit([StorySubmission(request)])
/// for try await job in queue.ends(of: submissions.map(\.job.id)) { … }
/// ```
///
/// A ``StoryWorker``, in this process or another one, runs the jobs. No call blocks a thread of Swift's pool.
public struct StoryQueue: Sendable {
    public let location: QueueLocation
    /// Holds the key with which files of a killed run are recognised.
    package let state: StateFolder
    /// Opens the queue once more, for a thread that must not wait for the calls of others.
    package let openStore: @Sendable () throws(JobStoreError) -> any JobStore
    package let store: any JobStore

    /// Opens a queue. If it does not exist, makes it.
    ///
    /// - Throws: ``QueueError/unusable(_:)``.
    public static func open(
        _ location: QueueLocation = .standard, state: StateFolder = .standard
    ) async throws(QueueError) -> StoryQueue {
        try await open(location, state: state) { () throws(JobStoreError) in try location.open() }
    }

    /// - Parameter openStore: opens the queue; called once for each thread that needs it.
    package static func open(
        _ location: QueueLocation, state: StateFolder,
        openStore: @escaping @Sendable () throws(JobStoreError) -> any JobStore
    ) async throws(QueueError) -> StoryQueue {
        let store: any JobStore
        do throws(JobStoreError) {
            store = try await StageExecutor.run("storymedia.queue", openStore)
        } catch {
            throw .unusable(error)
        }
        return StoryQueue(location: location, state: state, openStore: openStore, store: store)
    }

    /// Makes calls of the store outside Swift's pool.
    func call<R: Sendable>(
        _ body: @escaping @Sendable (any JobStore) throws(JobStoreError) -> R
    ) async throws(QueueError) -> R {
        do throws(JobStoreError) {
            return try await StageExecutor.run("storymedia.queue") { [store] () throws(JobStoreError) in
                try body(store)
            }
        } catch {
            throw .unusable(error)
        }
    }
}
