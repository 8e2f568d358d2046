import ArgumentParser
import Jobs
import StoryService

extension JobsCommand {
    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Retry jobs that have failed, were cancelled or wait for a time.",
            discussion: "If a job has several slides, those already finished are not made again.")

        @Argument(help: "Numbers of jobs.", transform: JobID.init(argument:))
        var job: [JobID]

        @OptionGroup var options: JobsOptions

        func run() async throws {
            try await options.each(job) { queue, job in try options.print(try await queue.retry(job.id)) }
        }
    }
}
