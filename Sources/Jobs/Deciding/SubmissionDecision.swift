public import Foundation

/// What a store does with a draft.
public enum SubmissionDecision: Hashable, Sendable {
    /// It makes a job in a state; the key, if it has one, is taken away from another job first.
    case create(JobState, takingKeyFrom: JobID?)
    /// It leaves the job as it is that has the key and was asked to do the same.
    case existing(Job)
    /// It leaves the job as it is that has the key and was asked to do something else.
    case conflict(Job)
}

extension JobDraft {
    /// - Parameters:
    ///   - owner: the job that has the draft's key; nil where the key is free or the draft has none.
    ///   - now: the store's time of day.
    public func decide(keyOwner owner: Job?, at now: Date) -> SubmissionDecision {
        if let owner, owner.state != .cancelled, owner.state != .discarded {
            return owner.kind == kind && owner.payload == payload ? .existing(owner) : .conflict(owner)
        }
        return .create((runAt ?? now) <= now ? .available : .scheduled, takingKeyFrom: owner?.id)
    }
}
