import ArgumentParser
import Foundation
import Jobs
import Logging
internal import WatchedFolder

/// `storymedia work`
struct WorkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work",
        abstract: "Carry out the jobs of the queue.",
        discussion: """
            Runs until it is stopped. Ctrl-C or SIGTERM let go of the jobs that run, which count no attempt and \
            are taken up by the next that works the queue; several may work one queue.

            Jobs go by priority, then by when they are wanted (--publish-at of submit), then by age. The exit \
            status tells of the queue, not of the jobs: wait tells of these.
            """)

    @Flag(help: "End when nothing is left to be done now.")
    var once = false

    @OptionGroup var budget: BudgetOptions
    @OptionGroup var queue: QueueOptions
    @OptionGroup var patience: PatienceOptions
    @OptionGroup var containment: ContainmentOptions

    @Flag(help: "Print one JSON object per line on standard output; the last one is the result.")
    var json = false

    @Flag(help: "Say nothing unless something is wrong.")
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
