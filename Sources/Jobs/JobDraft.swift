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
    /// Not to be begun before this time of day, as the store knows it; nil for at once.
    public var runAt: Date?
    /// 1 or more.
    public var maxAttempts: Int

    /// The meaning of each is that of ``Job``'s property of the same name.
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

/// What became of a draft.
public enum Submission: Hashable, Sendable {
    /// It is a job now.
    case created(Job)
    /// A job of its key and payload is there already, and was left as it is.
    case existing(Job)
    /// A job of its key is there, but was asked to do something else.
    case conflict(Job)
}
