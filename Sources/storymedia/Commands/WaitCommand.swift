import ArgumentParser
import Foundation
import Jobs
import StoryService

/// `storymedia wait`
struct WaitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait",
        abstract: "Wait until jobs of the queue have ended, and say how.",
        discussion: """
            Prints one JSON object for each job when it has ended, the result last. The exit status is that of \
            the first job that failed, as ingest would have had it; 130 for a cancelled job, 75 when the time is \
            over before the jobs have ended.
            """)

    @Argument(help: "Numbers of jobs.", transform: JobID.init(argument:))
    var job: [JobID]

    @Option(help: ArgumentHelp("Give up waiting after so long. (default: never)", valueName: "seconds"))
    var timeout: Double?

    @OptionGroup var queue: QueueOptions

    /// The last line that is printed.
    private struct Result: Encodable {
        let event = "result"
        let exitStatus: Int32
        let done: Int
        let failed: Int
        let waiting: Int
    }

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
            let status = try await wait(signals)
            if status != .done { throw status.exitCode }
        } catch let failure as CommandFailure {
            throw failure.report()
        }
    }

    private func wait(_ signals: SignalWatch) async throws -> ExitStatus {
        let store = try queue.open()
        let deadline = timeout.map { ContinuousClock.now + .seconds($0) }
        var open = job
        var statuses: [ExitStatus] = []
        while true {
            for id in open {
                guard
                    let found = try await queue.looking(
                        at: store, { store throws(JobStoreError) in try store.job(id) })
                else {
                    throw CommandFailure(.inputMissing, "There is no job \(id) in the queue \(queue.path).")
                }
                guard let status = found.exitStatus else { continue }
                try Console.printJSON(JobReport(job: found, event: "job"))
                statuses.append(status)
                open.removeAll { $0 == id }
            }
            if open.isEmpty { break }
            if let status = signals.exitStatus { return try finish(status, statuses, open) }
            if let deadline, deadline <= .now { return try finish(.tryAgain, statuses, open) }
            try? await Task.sleep(for: Self.interval)
        }
        return try finish(statuses.first { $0 != .done } ?? .done, statuses, open)
    }

    private func finish(
        _ status: ExitStatus, _ statuses: [ExitStatus], _ open: [JobID]
    ) throws -> ExitStatus {
        let done = statuses.count { $0 == .done }
        try Console.printJSON(
            Result(
                exitStatus: status.rawValue, done: done, failed: statuses.count - done, waiting: open.count))
        return status
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
