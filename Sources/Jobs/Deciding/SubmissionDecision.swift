public import Foundation

/// A store's decision on a draft.
public enum SubmissionDecision: Hashable, Sendable {
    /// Make a job in this state. If another job has the draft's key, take the key away from it first.
    case create(JobState, takingKeyFrom: JobID?)
    /// Change nothing: the job that has the key is for the same work.
    case existing(Job)
    /// Change nothing: the job that has the key is for other work.
    case conflict(Job)
}

extension JobDraft {
    /// - Parameters:
    ///   - owner: the job that has the draft's key; nil if the key is free or the draft has none.
    ///   - now: the store's time of day.
    public func decide(keyOwner owner: Job?, at now: Date) -> SubmissionDecision {
        if let owner, owner.state != .cancelled, owner.state != .discarded {
            return owner.kind == kind && owner.payload == payload ? .existing(owner) : .conflict(owner)
        }
        return .create((runAt ?? now) <= now ? .available : .scheduled, takingKeyFrom: owner?.id)
    }
}
