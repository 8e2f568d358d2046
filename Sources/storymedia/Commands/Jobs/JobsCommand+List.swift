import ArgumentParser
import Jobs
import StoryService

extension JobsCommand {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List jobs, newest first.")

        @Option(
            parsing: .unconditionalSingleValue,
            help: ArgumentHelp(
                "Only jobs in this state. May be given several times.", valueName: "state"),
            completion: .list(JobState.allCases.map(\.rawValue)),
            transform: { name in
                guard let state = JobState(rawValue: name) else {
                    let names = JobState.allCases.map(\.rawValue).joined(separator: ", ")
                    throw ValidationError("There is no state '\(name)'. The states are: \(names).")
                }
                return state
            })
        var state: [JobState] = []

        @Option(help: ArgumentHelp("Only the job with this key.", valueName: "text"))
        var key: String?

        @Option(
            help: ArgumentHelp(
                "Only jobs before this one, to continue where a list ended.", valueName: "job"),
            transform: JobID.init(argument:))
        var before: JobID?

        @Option(help: ArgumentHelp("List at most this many.", valueName: "count"))
        var limit = 100

        @OptionGroup var options: JobsOptions

        func validate() throws {
            if limit < 1 { throw ValidationError("--limit must be 1 or more.") }
        }

        func run() async throws {
            try await options.run { queue in
                let jobs = try await queue.jobs(
                    JobQuery(
                        states: state.isEmpty ? nil : Set(state), key: key, before: before, limit: limit))
                for job in jobs { try options.print(job) }
                if !options.json { Console.note(JobText.summary(try await queue.counts())) }
            }
        }
    }
}
