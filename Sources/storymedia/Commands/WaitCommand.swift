import ArgumentParser
import Jobs
import StoryService

/// `storymedia wait`
struct WaitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait",
        abstract: "Wait until jobs of the queue have ended, and report how.",
        discussion: """
            Prints one JSON object for each job when it has ended, and the result last. The exit status is that of the \
            first job, in the given order, that is not done: the status that ingest would have had, or 130 for a \
            cancelled job. It is 75 if time runs out before the jobs have ended. Ending this command does not stop the \
            jobs.
            """)

    @Argument(help: "Numbers of jobs.", transform: JobID.init(argument:))
    var job: [JobID]

    @Option(help: ArgumentHelp("Give up waiting after this time. (default: never)", valueName: "seconds"))
    var timeout: Double?

    @OptionGroup var queue: QueueOptions

    func validate() throws {
        if let timeout, !(timeout >= 0 && timeout.isFinite) {
            throw ValidationError("--timeout must be 0 or more seconds.")
        }
    }

    func run() async throws {
        let signals = SignalWatch()
        do {
            let result = try await wait(signals)
            try Console.printJSON(result)
            if result.status != .done { throw result.status.exitCode }
        } catch let error as QueueError {
            throw CommandFailure(error).reportAsResult()
        }
    }

    private func wait(_ signals: SignalWatch) async throws -> WaitResult {
        let ends = try await queue.open().ends(of: job, upTo: timeout.map { .seconds($0) })
        let waiting = Task { [job] in
            var result = WaitResult(jobs: job)
            for try await job in ends {
                if let failure = job.finalFailure {
                    Console.complain("job \(job.id): \(failure.text(in: .commandLine))")
                }
                try Console.printJSON(JobLine(job: job, event: "job"))
                result.add(job)
            }
            return result
        }
        signals.onSignal { waiting.cancel() }
        var result = try await waiting.value
        if !result.waiting.isEmpty { result.givenUp = signals.exitStatus ?? .tryAgain }
        return result
    }
}

extension JobID {
    /// - Throws: `ValidationError` if the text is not a job's number.
    init(argument: String) throws {
        guard let id = JobID(argument) else {
            throw ValidationError("'\(argument)' is not the number of a job.")
        }
        self = id
    }
}
