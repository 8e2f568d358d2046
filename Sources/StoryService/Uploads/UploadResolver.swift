internal import Jobs

/// Finds the uploads of a watched folder's jobs, which the watch may have moved since.
struct UploadResolver {
    /// Finds the input of a job. May block on the file system.
    func input(of job: Job) -> JobInput {
        guard UploadPayload.source(json: job.payload) != nil else { return .unchanged }
        return UploadLocation.resolve(job).map { .moved($0.absolute) } ?? .gone
    }

    /// A new name for the story of a job if its name was taken while the job waited; nil if the job must keep its name.
    func otherName(for job: Job) -> String? {
        UploadPayload.source(json: job.payload).map { OutputStem.distinct($0.path, sha256: $0.sha256) }
    }
}
