import Foundation
import Jobs
import TestSupport
import Testing

@Suite struct RunnerLossTests {
    private static let policy = RetryPolicy(maxLosses: 4)

    private static func job(_ number: Int64, _ loss: RunnerLoss, runner: String) -> AbandonedJob {
        AbandonedJob(
            id: JobID(number),
            status: JobStatus(state: .running, attempt: 1, maxAttempts: 5, isCancelRequested: false),
            runner: RunnerID(machine: "elsewhere", process: 7, started: "", instance: runner), loss: loss)
    }

    @Test(
        "A restart of the machine says more than the end of a process, and that more than a lease",
        arguments: [false, true], [false, true])
    func order(machineRestarted: Bool, processEnded: Bool) {
        for leaseEnded in [false, true] {
            let loss = RunnerLoss(
                machineRestarted: machineRestarted, processEnded: processEnded, leaseEnded: leaseEnded)
            let expected: RunnerLoss? =
                machineRestarted
                ? .machineRestarted : processEnded ? .runnerGone : leaseEnded ? .leaseExpired : nil
            #expect(loss == expected)
        }
    }

    @Test("A runner that has ended is held against a job that it had alone, and a lease is not")
    func blames() {
        let jobs = [
            Self.job(1, .runnerGone, runner: "a"), Self.job(2, .runnerGone, runner: "b"),
            Self.job(3, .runnerGone, runner: "b"), Self.job(4, .leaseExpired, runner: "c"),
            Self.job(5, .machineRestarted, runner: "d"),
        ]
        let losses = AbandonedJob.blaming(jobs).map(\.loss)
        #expect(losses == [.runnerGoneAlone, .runnerGone, .runnerGone, .leaseExpired, .machineRestarted])
    }

    @Test("Each loss weighs with those before it", arguments: RunnerLoss.allCases)
    func weighs(loss: RunnerLoss) throws {
        let now = Date(timeIntervalSince1970: 5)
        for earlier in 0...4 {
            var generator = SeededGenerator(seed: 1)
            let decision = try Self.job(1, loss, runner: "a").rescue(
                after: earlier, Self.policy, at: now, using: &generator)
            let isLast = earlier + (loss == .runnerGoneAlone ? 2 : 1) >= 4
            #expect(decision.status.state == (isLast ? .discarded : .available))
            #expect(decision.status.attempt == 0)
            let failure = try #require(decision.failure)
            #expect(failure.code == loss.rawValue && failure.at == now && failure.attempt == 1)
            #expect(failure.canRetry && !failure.isCrash && failure.message.contains("process 7"))
        }
    }
}
