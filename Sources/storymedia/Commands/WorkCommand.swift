import ArgumentParser
import StoryService

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
        let tally: WorkTally
        do throws(QueueError) {
            // Problems with the queue are reported before anything runs.
            let worker = StoryWorker(
                try await queue.open(),
                host: WorkerPool(
                    executable: OwnWorkers.executable, longestSilence: .seconds(patience.silence),
                    limit: budget.budget.slots),
                options: options,
                logger: log.logger())
            signals.onSignal { worker.drain() }
            tally = try await worker.events().reported(into: WorkTally()) { tally, event in
                tally.count(event)
                reporter.report(event)
            } while: { () throws(QueueError) in
                try await worker.run()
            }
        } catch {
            throw json ? CommandFailure(error).reportAsResult() : CommandFailure(error).report()
        }
        let status = signals.exitStatus ?? .done
        if json { try Console.printJSON(WorkResult(tally, status)) }
        if status != .done { throw status.exitCode }
    }

    private var options: WorkOptions {
        WorkOptions(
            budget: budget.budget, containment: containment.value, lease: .seconds(patience.lease),
            endsWhenIdle: once)
    }
}
