public import Jobs

extension StoryQueue {
    // MARK: Looking

    /// Everything about a job.
    ///
    /// - Throws: ``QueueError/noSuchJob(_:in:)``, ``QueueError/unusable(_:)``.
    public func job(_ id: JobID) async throws(QueueError) -> Job {
        let job = try await call { store throws(JobStoreError) in try store.job(id) }
        return try existing(job, id)
    }

    /// The jobs that match, newest first.
    ///
    /// - Throws: ``QueueError/unusable(_:)``.
    public func jobs(_ query: JobQuery = JobQuery()) async throws(QueueError) -> [Job] {
        try await call { store throws(JobStoreError) in try store.jobs(query) }
    }

    /// The number of jobs in each state, including states with 0.
    ///
    /// - Throws: ``QueueError/unusable(_:)``.
    public func counts() async throws(QueueError) -> [JobState: Int] {
        try await call { store throws(JobStoreError) in try store.counts() }
    }

    // MARK: Deciding

    /// Ends a job: at once, or if it is running, within a second. A job that has ended stays as it is.
    ///
    /// Removes what earlier attempts have left in the output folder, if no attempt is running.
    ///
    /// - Returns: the job as it is now.
    /// - Throws: ``QueueError/noSuchJob(_:in:)``, ``QueueError/unusable(_:)``.
    @discardableResult
    public func cancel(_ id: JobID) async throws(QueueError) -> Job {
        let job = try await call { [state] store throws(JobStoreError) in
            let job = try store.cancel(id)
            if let job { IngestJob.clearAway(job, state: state) }
            return job
        }
        return try existing(job, id)
    }

    /// Makes a job that has failed, was cancelled or waits for a time available again. Finished slides are not made
    /// again.
    ///
    /// - Returns: the job as it is now.
    /// - Throws: ``QueueError/notRetryable(_:)``, ``QueueError/noSuchJob(_:in:)``, ``QueueError/unusable(_:)``.
    @discardableResult
    public func retry(_ id: JobID) async throws(QueueError) -> Job {
        let before = try await job(id)
        do throws(QueueError) {
            return try existing(try await call { store throws(JobStoreError) in try store.retry(id) }, id)
        } catch {
            if case .unusable(let cause) = error, cause.code == .wrongState { throw .notRetryable(before) }
            throw error
        }
    }

    /// Forgets jobs that have ended; their stories stay. Forgets their keys, too.
    ///
    /// - Parameters:
    ///   - age: only jobs that ended at least this long ago.
    ///   - keep: how many of the jobs that ended last are kept.
    /// - Returns: the number of jobs forgotten.
    /// - Throws: ``QueueError/unusable(_:)``.
    @discardableResult
    public func prune(endedFor age: Duration, keeping keep: Int) async throws(QueueError) -> Int {
        try await call { store throws(JobStoreError) in try store.prune(endedFor: age, keeping: keep) }
    }

    private func existing(_ job: Job?, _ id: JobID) throws(QueueError) -> Job {
        guard let job else { throw .noSuchJob(id, in: location) }
        return job
    }
}
