public import Transcoding

/// A slide's output that a worker is to verify.
public struct FinishedOutput: Hashable, Sendable, Codable {
    /// The names, in the order's list of files, of the video and of its cover.
    public var video: String
    public var cover: String
    /// What was to be made.
    public var plan: ExportPlan
    /// What the worker that made it says it has done.
    public var result: ExportResult

    package init(video: String, cover: String, plan: ExportPlan, result: ExportResult) {
        self.video = video
        self.cover = cover
        self.plan = plan
        self.result = result
    }
}
