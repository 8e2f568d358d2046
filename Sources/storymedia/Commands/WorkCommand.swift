import ArgumentParser
import Foundation
import Jobs
import Logging
internal import WatchedFolder

/// `storymedia work`
struct WorkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work",
        abstract: "Run the jobs of the queue.",
        discussion: """
            Runs until it is stopped. Ctrl-C or SIGTERM releases the running jobs: their attempts do not count, and \
            the next process that works the queue takes them up. Several processes may work one queue.

            Jobs run in order of priority, then of the time when they are wanted (--publish-at of submit), then of \
            age. The exit status is about the queue, not about the jobs; for theirs, use wait.
            """)

    @Flag(help: "End when nothing is left to do now.")
    var once = false

    @OptionGroup var budget: BudgetOptions
    @OptionGroup var queue: QueueOptions
    @OptionGroup var patience: PatienceOptions
    @OptionGroup var containment: ContainmentOptions

    @Flag(help: "Print one JSON object per line on standard output; the last one is the result.")
    var json = false

    @Flag(help: "Print only problems.")
    var quiet = false

    @OptionGroup var log: LogOptions

    func run() async throws {
        let signals = SignalWatch()
        let reporter = QueueReporter(json ? .json : quiet ? .quiet : .lines)
        let tally = WorkTally()
        do {
            // Problems with the queue are reported before anything runs.
            let retried = RetriedUploads(in: try queue.open()) { Console.complain($0) }
            retried.settleRecent()
            let worker = QueueWorker(
                queue: queue.location, budget: budget.budget, containment: containment.value,
                lease: .seconds(patience.lease), longestSilence: .seconds(patience.silence),
                logger: log.logger()
            ) { event in
                tally.count(event)
                reporter.report(event)
                if case .runner(let event) = event { retried.follow(event) }
            }
            try await worker.run(until: once ? .idle : .stopped, signals)
            await retried.finish()
        } catch let failure as CommandFailure {
            throw json ? failure.reportAsResult() : failure.report()
        }
        let status = signals.exitStatus ?? .done
        if json { try Console.printJSON(tally.result(status)) }
        if status != .done { throw status.exitCode }
    }
}
