internal import Files
public import Jobs

extension StoryQueue {
    /// Makes jobs: all of them or none. When this call returns, they are on the disk.
    ///
    /// A job with the same key and the same work is not made again (``Submission``).
    ///
    /// - Parameter folder: the base of relative paths; nil for the process's working directory.
    /// - Returns: one for each submission, in their order.
    /// - Throws: ``QueueError/inputsMissing(_:)`` if an input cannot be read now, ``QueueError/unusable(_:)``.
    public func submit(
        _ submissions: [StorySubmission], from folder: String? = nil
    ) async throws(QueueError) -> [Submission] {
        let folder = folder ?? FileSystem.currentFolder
        var drafts: [JobDraft] = []
        for submission in submissions {
            do {
                drafts.append(try submission.draft(from: folder))
            } catch {
                throw .unusable(JobStoreError(.bug, "a request cannot be written as JSON: \(error)"))
            }
        }
        let missing = try await call { store throws(JobStoreError) in
            submissions.flatMap(\.inputs).filter { !FileSystem.isReadable(Path.resolve($0, in: folder)) }
        }
        guard missing.isEmpty else { throw .inputsMissing(missing) }
        return try await call { [drafts] store throws(JobStoreError) in try store.submit(drafts) }
    }
}

extension Submission {
    /// The job that was made, or that has the key.
    public var job: Job {
        switch self {
        case .created(let job), .existing(let job), .conflict(let job): job
        }
    }
}
