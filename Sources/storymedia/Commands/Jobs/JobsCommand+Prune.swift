import ArgumentParser
import StoryService

extension JobsCommand {
    struct Prune: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forget jobs that have ended; their stories stay.",
            discussion: "A job's key is forgotten with the job: submitting it again makes a new job.")

        @Option(help: ArgumentHelp("Only jobs that ended at least this long ago.", valueName: "days"))
        var days = 7.0

        @Option(help: ArgumentHelp("Keep this many, the newest.", valueName: "count"))
        var keep = 1000

        @OptionGroup var options: JobsOptions

        func validate() throws {
            if !(days >= 0 && days.isFinite) { throw ValidationError("--days must be 0 or more.") }
            if keep < 0 { throw ValidationError("--keep must be 0 or more.") }
        }

        private struct Result: Encodable {
            let event = "pruned"
            let jobs: Int
        }

        func run() async throws {
            try await options.run { queue in
                // No calendar has more days than this, and a duration has limits.
                let age = Duration.seconds(min(days, 100_000_000) * 86_400)
                let count = try await queue.prune(endedFor: age, keeping: keep)
                options.json
                    ? try Console.printJSON(Result(jobs: count))
                    : Console.print(count == 1 ? "1 job forgotten." : "\(count) jobs forgotten.")
            }
        }
    }
}
