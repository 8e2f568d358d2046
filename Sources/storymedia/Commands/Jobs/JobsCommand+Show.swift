import ArgumentParser
import Jobs

extension JobsCommand {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show everything about jobs.")

        @Argument(help: "Numbers of jobs.", transform: JobID.init(argument:))
        var job: [JobID]

        @OptionGroup var options: JobsOptions

        func run() async throws {
            try await options.each(job) { _, job in
                try options.print(job, saying: JobText(job).lines.joined(separator: "\n"))
            }
        }
    }
}
