import ArgumentParser
import Jobs

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

    /// How long an end may go unnoticed.
    private static let interval = Duration.milliseconds(50)
    /// How long a wait for a change lasts at most.
    private static let pause = Duration.seconds(1)

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
        let changes = try await queue.looking(at: store) { store throws(JobStoreError) in
            try store.changes(noticedWithin: Self.interval)
        }
        signals.onSignal { changes.wakeUp() }
        var hasChanged = true
        while true {
            let waiting = result.waiting
            let ended = try await queue.looking(at: store) { [hasChanged] store throws(JobStoreError) in
                hasChanged ? try Self.ended(waiting, store) : []
            }
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
            let pause = min(Self.pause, deadline.map { $0 - .now } ?? Self.pause)
            hasChanged = try await queue.looking(at: store) { _ throws(JobStoreError) in
                try changes.wait(upTo: pause)
            }
        }
    }

    /// The jobs that have ended; nil stands for a job that does not exist.
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
    /// - Throws: `ValidationError` if the text is not a job's number.
    init(argument: String) throws {
        guard let id = JobID(argument) else {
            throw ValidationError("'\(argument)' is not the number of a job.")
        }
        self = id
    }
}
