public import Foundation

/// A job to be submitted.
public struct JobDraft: Hashable, Sendable {
    public var kind: String
    public var payload: String
    public var key: String?
    public var reference: String?
    /// 0…9.
    public var priority: Int
    public var publishAt: Date?
    /// The earliest time to begin, by the store's time of day; nil for at once.
    public var runAt: Date?
    /// 1 or more.
    public var maxAttempts: Int

    /// Each parameter means the same as the property of ``Job`` with its name.
    public init(
        kind: String, payload: String, key: String? = nil, reference: String? = nil, priority: Int = 5,
        publishAt: Date? = nil, runAt: Date? = nil, maxAttempts: Int = 5
    ) {
        self.kind = kind
        self.payload = payload
        self.key = key
        self.reference = reference
        self.priority = priority
        self.publishAt = publishAt
        self.runAt = runAt
        self.maxAttempts = maxAttempts
    }
}

/// What a store did with a draft.
public enum Submission: Hashable, Sendable {
    /// The store made a new job.
    case created(Job)
    /// A job with this key and payload exists already. The store left it unchanged.
    case existing(Job)
    /// A job with this key exists, but for other work.
    case conflict(Job)
}
