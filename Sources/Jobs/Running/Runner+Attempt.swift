internal import Foundation
internal import Threading

extension Runner {
    /// One attempt at a job, from its claim to its end.
    struct Attempt: Sendable {
        let job: Job
        let context: JobContext
        let store: any JobStore
    }

    func run(_ attempt: Attempt) async {
        let (job, context) = (attempt.job, attempt.context)
        onEvent(.started(job))
        let perform = perform
        let task = Task { await perform(job, context) }
        context.onStop { _ in task.cancel() }
        let outcome = await task.value
        context.end()
        let state = await settle(attempt, outcome)
        running.remove(context.claim)
        onEvent(state.map { .ended(job.id, $0) } ?? .lost(job.id))
    }

    /// Writes how an attempt ended, and repeats this while the store cannot be written to: the work is done, and only
    /// this record is missing. The fence prevents a late write.
    ///
    /// - Returns: nil if the claim is lost, or if the runner ended before it could write to the store.
    private func settle(_ attempt: Attempt, _ outcome: JobOutcome) async -> JobState? {
        var outcome = outcome
        var pause: Duration = .milliseconds(100)
        let claim = attempt.context.claim
        while true {
            do throws(JobStoreError) {
                return try await calls.run { [policy, outcome] () throws(JobStoreError) in
                    try attempt.write(outcome, policy)
                }
            } catch {
                if error.code == .claimLost { return nil }
                onEvent(.storeFailed(error))
                if error.code == .bug, case .completed = outcome {
                    outcome = .failed(code: "internalError", message: error.message, canRetry: false)
                    continue
                }
                if error.isFinal { end(because: error) }
                guard error.canRetry else { return nil }
                if running.isStopping, (running.leaseEnd(claim) ?? .now) <= .now { return nil }
                // This task is never cancelled, so it never throws.
                try? await Task.sleep(for: pause * Double.random(in: 0.5...1))
                pause = min(pause * 2, .seconds(2))
            }
        }
    }
}

extension Runner.Attempt {
    fileprivate func write(
        _ outcome: JobOutcome, _ policy: RetryPolicy
    ) throws(JobStoreError) -> JobState {
        let claim = context.claim
        switch outcome {
        case .completed(let result):
            try store.complete(claim, result: result)
            return .completed
        case .interrupted:
            return try store.release(claim)
        case .cancelled:
            try store.confirmCancel(claim)
            return .cancelled
        case .failed(let code, let message, let remedies, let canRetry, let isCrash):
            let failure = JobFailure(
                attempt: job.attempt, at: Date(), code: code, message: message, remedies: remedies,
                canRetry: canRetry, isCrash: isCrash)
            let isPoison = isCrash && job.crashes + 1 >= policy.maxCrashes
            var generator = SystemRandomNumberGenerator()
            let delay = policy.delay(after: job.attempt, using: &generator)
            return try store.fail(
                claim, failure, retryAfter: canRetry && !isPoison ? delay : nil)
        }
    }
}
