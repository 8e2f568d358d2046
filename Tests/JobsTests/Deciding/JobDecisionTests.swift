import Foundation
import Jobs
import TestSupport
import Testing

@Suite struct JobDecisionTests {
    private static let failure = JobFailure(
        attempt: 2, at: Date(timeIntervalSince1970: 0), code: "busy", message: "x", canRetry: true)

    private static func status(
        _ state: JobState, attempt: Int = 2, of maxAttempts: Int = 5, isCancelRequested: Bool = false
    ) -> JobStatus {
        JobStatus(
            state: state, attempt: attempt, maxAttempts: maxAttempts, isCancelRequested: isCancelRequested)
    }

    /// A job that runs its second attempt of five, and was asked to end or not.
    private static func running(_ isCancelRequested: Bool = false, of maxAttempts: Int = 5) -> JobStatus {
        status(.running, of: maxAttempts, isCancelRequested: isCancelRequested)
    }

    private static func ends(of status: JobStatus) -> [Result<JobDecision, IllegalTransition>] {
        var generator = SeededGenerator(seed: 1)
        return [
            Result { () throws(IllegalTransition) in try status.succeed() },
            Result { () throws(IllegalTransition) in try status.fail(failure, retryAfter: .seconds(1)) },
            Result { () throws(IllegalTransition) in try status.fail(failure, retryAfter: nil) },
            Result { () throws(IllegalTransition) in try status.release() },
            Result { () throws(IllegalTransition) in try status.confirmCancel() },
            Result { () throws(IllegalTransition) in
                try status.lose(failure, losses: 1, RetryPolicy(), using: &generator)
            },
        ]
    }

    @Test("Only a job that runs can end an attempt", arguments: JobState.allCases, [false, true])
    func endsOnlyRunning(state: JobState, isCancelRequested: Bool) {
        let ends = Self.ends(of: Self.status(state, isCancelRequested: isCancelRequested))
        for end in ends {
            switch end {
            case .success: #expect(state == .running)
            case .failure(let error): #expect(state != .running && error.from == state)
            }
        }
    }

    @Test("A job that is done is completed, whether it was cancelled or not", arguments: [false, true])
    func succeeds(isCancelRequested: Bool) throws {
        let decision = try Self.running(isCancelRequested).succeed()
        #expect(
            decision == JobDecision(status: Self.status(.completed, isCancelRequested: isCancelRequested)))
    }

    @Test(
        "A failure waits where another attempt is left and may help, else it is the last",
        arguments: [
            (5, Duration.seconds(7), JobState.retryable), (2, .seconds(7), .discarded),
            (1, .seconds(7), .discarded), (5, nil, .discarded), (2, nil, .discarded),
        ] as [(Int, Duration?, JobState)])
    func fails(maxAttempts: Int, retryAfter: Duration?, state: JobState) throws {
        let decision = try Self.running(of: maxAttempts).fail(Self.failure, retryAfter: retryAfter)
        let due: JobDecision.Due = state == .retryable ? .after(.seconds(7)) : .unchanged
        #expect(
            decision
                == JobDecision(status: Self.status(state, of: maxAttempts), due: due, failure: Self.failure))
    }

    @Test("A wait is never negative")
    func failsAtOnce() throws {
        let decision = try Self.running().fail(Self.failure, retryAfter: .seconds(-5))
        #expect(decision.due == .after(.zero))
    }

    @Test("A failure of a job that was cancelled ends it, and is noted all the same")
    func failsCancelled() throws {
        for retryAfter in [nil, Duration.zero] {
            let decision = try Self.running(true).fail(Self.failure, retryAfter: retryAfter)
            let status = Self.status(.cancelled, isCancelRequested: true)
            #expect(decision == JobDecision(status: status, failure: Self.failure))
        }
    }

    @Test("An attempt that is let go of does not count, and the job keeps its place unless it was cancelled")
    func releases() throws {
        #expect(try Self.running().release() == JobDecision(status: Self.status(.available, attempt: 1)))
        let cancelled = Self.status(.cancelled, attempt: 1, isCancelRequested: true)
        #expect(try Self.running(true).release() == JobDecision(status: cancelled))
    }

    @Test("A runner that has stopped on request ends the job", arguments: [false, true])
    func confirmsCancel(isCancelRequested: Bool) throws {
        let status = Self.status(.cancelled, isCancelRequested: isCancelRequested)
        #expect(try Self.running(isCancelRequested).confirmCancel() == JobDecision(status: status))
    }

    @Test(
        "A lost runner costs no attempt; from the fourth loss on it costs a wait, and at last the job",
        arguments: 1...11)
    func loses(losses: Int) throws {
        var generator = SeededGenerator(seed: 1)
        let decision = try Self.running(of: 2).lose(
            Self.failure, losses: losses, RetryPolicy(), using: &generator)
        let state: JobState = losses >= 10 ? .discarded : losses > 3 ? .retryable : .available
        #expect(decision.status == Self.status(state, attempt: 1, of: 2))
        #expect(decision.failure == Self.failure)
        guard case .after(let wait) = decision.due else {
            #expect(state != .retryable && decision.due == .unchanged)
            return
        }
        #expect(state == .retryable && wait >= .seconds(1.5) && wait <= .seconds(600))
    }

    @Test("A lost runner ends a job that was cancelled, however often one was lost", arguments: [1, 5, 99])
    func losesCancelled(losses: Int) throws {
        var generator = SeededGenerator(seed: 1)
        let decision = try Self.running(true).lose(
            Self.failure, losses: losses, RetryPolicy(), using: &generator)
        let status = Self.status(.cancelled, attempt: 1, isCancelRequested: true)
        #expect(decision == JobDecision(status: status, failure: Self.failure))
    }

    @Test(
        "A cancel ends what waits, is noted for what runs, and changes nothing where the job has ended",
        arguments: JobState.allCases)
    func cancels(state: JobState) {
        let decision = Self.status(state).cancel()
        switch state {
        case .completed, .cancelled, .discarded: #expect(decision == nil)
        case .running: #expect(decision == JobDecision(status: Self.running(true)))
        case .available, .scheduled, .retryable:
            #expect(decision == JobDecision(status: Self.status(.cancelled, isCancelRequested: true)))
        }
    }

    @Test(
        "A retry makes a job available at once, with an attempt left, or is refused",
        arguments: JobState.allCases)
    func retries(state: JobState) throws {
        for (maxAttempts, newMaxAttempts) in [(5, 5), (3, 3), (2, 3)] {
            let status = Self.status(state, of: maxAttempts, isCancelRequested: true)
            switch state {
            case .scheduled, .retryable, .cancelled, .discarded:
                let new = Self.status(.available, of: newMaxAttempts)
                #expect(try status.retry() == JobDecision(status: new, due: .now))
            case .available, .running, .completed:
                #expect(throws: IllegalTransition(from: state, event: .retried)) { try status.retry() }
            }
        }
    }
}
