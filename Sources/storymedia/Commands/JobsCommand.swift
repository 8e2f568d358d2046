import ArgumentParser
import Foundation
import Jobs
import StoryService

/// `storymedia jobs`
struct JobsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "Look at the jobs of the queue, and decide about them.",
        subcommands: [List.self, Show.self, Retry.self, Cancel.self, Prune.self, Live.self],
        defaultSubcommand: List.self)

    /// What all of them have.
    struct Common: ParsableArguments {
        @OptionGroup var queue: QueueOptions

        @Flag(help: "Print one JSON object per line.")
        var json = false

        /// - Throws: `ExitCode`, everything having been said.
        func run(_ body: (SQLiteJobStore) throws -> Void) throws {
            do {
                try body(try queue.open())
            } catch let error as JobStoreError {
                throw CommandFailure(error).report()
            } catch let failure as CommandFailure {
                throw failure.report()
            }
        }

        func print(_ job: Job) throws {
            json
                ? try Console.printJSON(JobReport(job: job, event: "job"))
                : Console.print(JobText(job).line)
        }

        func missing(_ id: JobID) -> CommandFailure {
            CommandFailure(.inputMissing, "There is no job \(id) in the queue \(queue.path).")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List jobs, the newest first.")

        @Option(
            parsing: .unconditionalSingleValue,
            help: ArgumentHelp(
                "Only jobs in this state. May be given several times.", valueName: "state"),
            completion: .list(JobState.allCases.map(\.rawValue)),
            transform: { name in
                guard let state = JobState(rawValue: name) else {
                    let names = JobState.allCases.map(\.rawValue).joined(separator: ", ")
                    throw ValidationError("There is no state '\(name)'. There are: \(names).")
                }
                return state
            })
        var state: [JobState] = []

        @Option(help: ArgumentHelp("Only the job of this key.", valueName: "text"))
        var key: String?

        @Option(
            help: ArgumentHelp("Only jobs before this one.", valueName: "job"),
            transform: JobID.init(argument:))
        var before: JobID?

        @Option(help: ArgumentHelp("At most so many.", valueName: "count"))
        var limit = 100

        @OptionGroup var common: Common

        func validate() throws {
            if limit < 1 { throw ValidationError("--limit must be 1 or more.") }
        }

        func run() throws {
            try common.run { store in
                let jobs = try store.jobs(
                    JobQuery(
                        states: state.isEmpty ? nil : Set(state), key: key, before: before, limit: limit))
                for job in jobs { try common.print(job) }
                if !common.json { Console.note(JobText.summary(try store.counts())) }
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say everything about jobs.")

        @Argument(help: "Numbers of jobs.", transform: JobID.init(argument:))
        var job: [JobID]

        @OptionGroup var common: Common

        func run() throws {
            try common.run { store in
                for id in job {
                    guard let found = try store.job(id) else { throw common.missing(id) }
                    if common.json {
                        try common.print(found)
                    } else {
                        JobText(found).lines.forEach(Console.print)
                    }
                }
            }
        }
    }

    struct Retry: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Try jobs again that have failed, were cancelled or wait.")

        @Argument(help: "Numbers of jobs.", transform: JobID.init(argument:))
        var job: [JobID]

        @OptionGroup var common: Common

        func run() throws {
            try common.run { store in
                for id in job {
                    guard let found = try store.retry(id) else { throw common.missing(id) }
                    try common.print(found)
                }
            }
        }
    }

    struct Cancel: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give jobs up; one that runs is stopped within a second.")

        @Argument(help: "Numbers of jobs.", transform: JobID.init(argument:))
        var job: [JobID]

        @OptionGroup var common: Common

        func run() throws {
            try common.run { store in
                for id in job {
                    guard let found = try store.cancel(id) else { throw common.missing(id) }
                    IngestJob.clearAway(found)
                    try common.print(found)
                }
            }
        }
    }

    struct Prune: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forget jobs that have ended; their stories stay.")

        @Option(help: ArgumentHelp("Those that ended at least so long ago.", valueName: "days"))
        var days = 7.0

        @Option(help: ArgumentHelp("All but so many, the newest.", valueName: "count"))
        var keep = 1000

        @OptionGroup var common: Common

        func validate() throws {
            if !(days >= 0 && days.isFinite) { throw ValidationError("--days must be 0 or more.") }
            if keep < 0 { throw ValidationError("--keep must be 0 or more.") }
        }

        private struct Result: Encodable {
            let event = "pruned"
            let jobs: Int
        }

        func run() throws {
            try common.run { store in
                let count = try store.prune(before: Date() - days * 86_400, keeping: keep)
                common.json
                    ? try Console.printJSON(Result(jobs: count))
                    : Console.note(count == 1 ? "1 job forgotten." : "\(count) jobs forgotten.")
            }
        }
    }
}
