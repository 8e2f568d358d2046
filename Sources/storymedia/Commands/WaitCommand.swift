import ArgumentParser
import Jobs

/// `storymedia wait`
struct WaitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait",
        abstract: "Wait until jobs of the queue have ended, and say how.",
        discussion: """
            Prints one JSON object for each job when it has ended, the result last. The exit status is that of \
            the first of the jobs, as they are given, that is not done, and is what ingest would have had; 130 \
            for a cancelled job, 75 when the time is over before the jobs have ended. The jobs themselves go \
            on, whatever becomes of the wait.
            """)

    @Argument(help: "Numbers of jobs.", transform: JobID.init(argument:))
    var job: [JobID]

    @Option(help: ArgumentHelp("Give up waiting after so long. (default: never)", valueName: "seconds"))
    var timeout: Double?

    @OptionGroup var queue: QueueOptions

    /// How often the queue is looked at.
    private static let interval = Duration.milliseconds(50)

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
        } catch let failure as CommandFailure {
            throw failure.reportAsResult()
        }
    }

    private func wait(_ signals: SignalWatch) async throws -> WaitResult {
        let store = try queue.open()
        let deadline = timeout.map { ContinuousClock.now + .seconds($0) }
        var result = WaitResult(jobs: job)
        var last: Int64?
        while true {
            let waiting = result.waiting
            let (count, ended) = try await queue.looking(at: store) { [last] store throws(JobStoreError) in
                // The count of before the look: what changes during it is seen the next time.
                let count = try store.changeCount()
                return (count, count == last ? [] : try Self.ended(waiting, store))
            }
            last = count
            for (id, job) in ended {
                guard let job else { throw CommandFailure(.inputMissing, queue.hasNone(id)) }
                if let failure = job.failures.last, job.state == .discarded {
                    Console.complain("job \(id): \(failure.message)")
                }
                try Console.printJSON(JobReport(job: job, event: "job"))
                result.add(job)
            }
            if result.waiting.isEmpty { return result }
            if let status = signals.exitStatus ?? (deadline.map { $0 <= .now } == true ? .tryAgain : nil) {
                result.givenUp = status
                return result
            }
            try? await Task.sleep(for: Self.interval)
        }
    }

    /// Those that have ended; with nil those that are not there.
    private static func ended(
        _ jobs: [JobID], _ store: any JobStore
    ) throws(JobStoreError) -> [(JobID, Job?)] {
        var found: [(JobID, Job?)] = []
        for id in jobs {
            let job = try store.job(id)
            if job?.state.isFinal ?? true { found.append((id, job)) }
        }
        return found
    }
}

extension JobID {
    /// - Throws: `ValidationError` where the text is no job's number.
    init(argument: String) throws {
        guard let id = JobID(argument) else {
            throw ValidationError("'\(argument)' is no job's number.")
        }
        self = id
    }
}
