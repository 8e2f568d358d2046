public import Foundation
internal import Hashing
internal import Jobs
internal import Story
public import Workers

/// A story to be made by a job, and when.
public struct StorySubmission: Hashable, Sendable {
    /// The story. Its relative paths start at the folder that ``StoryQueue/submit(_:from:)`` names.
    public var request: IngestRequest
    /// The files that must be readable at submission.
    public var inputs: [String]
    /// The submitter's name for the job; nil for none. While a job with this key exists, no other is made with it.
    public var key: String?
    /// Whether a job without a key has one that is made of its work, so that the same work is never queued twice.
    public var isKeyedByWork = false
    /// 0…9; lower ones are done first.
    public var priority: Int
    /// When the story is needed; earlier ones are done first. Nil for the `publishAt` of the story.
    public var publishAt: Date?
    /// The earliest time to begin; nil for at once.
    public var runAt: Date?
    /// How often to try, 1 or more.
    public var maxAttempts: Int

    /// - Parameter inputs: nil for the request's input.
    public init(
        _ request: IngestRequest, inputs: [String]? = nil, key: String? = nil, priority: Int = 5,
        publishAt: Date? = nil, runAt: Date? = nil, maxAttempts: Int = 5
    ) {
        self.request = request
        self.inputs = inputs ?? [request.input]
        self.key = key
        self.priority = priority
        self.publishAt = publishAt
        self.runAt = runAt
        self.maxAttempts = maxAttempts
    }

    /// - Throws: `EncodingError` if the request cannot be written.
    func draft(from folder: String) throws -> JobDraft {
        var draft = try IngestJob(request, from: folder).draft()
        draft.key = key ?? (isKeyedByWork ? "work:" + SHA256.hash(draft.payload).prefix(32) : nil)
        draft.priority = priority
        draft.publishAt = publishAt ?? draft.publishAt
        draft.runAt = runAt
        draft.maxAttempts = maxAttempts
        return draft
    }
}
