public import Jobs
public import StoryService

/// Finds the uploads of a watched folder's jobs, which the watch may have moved since.
public struct UploadResolver: JobInputResolver {
    public init() {}

    public func input(of job: Job) -> JobInput {
        guard UploadPayload.source(json: job.payload) != nil else { return .unchanged }
        return UploadLocation.resolve(job).map { .moved($0.absolute) } ?? .gone
    }

    public func otherName(for job: Job) -> String? {
        UploadPayload.source(json: job.payload).map { OutputStem.distinct($0.path, sha256: $0.sha256) }
    }
}
