public import Transcoding

/// A slide's output for a worker to verify.
public struct FinishedOutput: Hashable, Sendable, Codable {
    /// The names of the video and of its cover in the request's list of files.
    public var video: String
    public var cover: String
    /// What the worker was to make.
    public var plan: ExportPlan
    /// What the worker says it has made.
    public var result: ExportResult

    package init(video: String, cover: String, plan: ExportPlan, result: ExportResult) {
        self.video = video
        self.cover = cover
        self.plan = plan
        self.result = result
    }
}
