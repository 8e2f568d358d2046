import Foundation
import Testing

@testable import Jobs

@Suite struct SubmissionDecisionTests {
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)

    private static func owner(_ state: JobState, kind: String = "work", payload: String = "1") -> Job {
        Job(
            id: JobID(7), kind: kind, payload: payload, key: "k", reference: nil, state: state, priority: 5,
            publishAt: nil, runAt: now, createdAt: now, startedAt: nil, finishedAt: nil, attempt: 0,
            maxAttempts: 5, fence: 0, isCancelRequested: false, progress: nil, steps: [], failures: [],
            result: nil)
    }

    @Test("A key keeps its job, unless that was cancelled or discarded", arguments: JobState.allCases)
    func key(state: JobState) {
        let draft = JobDraft(kind: "work", payload: "1", key: "k")
        for (owner, isSame) in [
            (Self.owner(state), true), (Self.owner(state, payload: "2"), false),
            (Self.owner(state, kind: "play"), false),
        ] {
            let decision = draft.decide(keyOwner: owner, at: Self.now)
            switch state {
            case .cancelled, .discarded:
                #expect(decision == .create(.available, takingKeyFrom: JobID(7)))
            case .available, .scheduled, .running, .retryable, .completed:
                #expect(decision == (isSame ? .existing(owner) : .conflict(owner)))
            }
        }
    }

    @Test(
        "A job of a later time is scheduled, and one of now or before is available",
        arguments: [(nil, JobState.available), (-1, .available), (0, .available), (0.001, .scheduled)]
            as [(Double?, JobState)])
    func due(seconds: Double?, state: JobState) {
        let draft = JobDraft(kind: "work", payload: "", runAt: seconds.map { Self.now + $0 })
        #expect(draft.decide(keyOwner: nil, at: Self.now) == .create(state, takingKeyFrom: nil))
    }
}
