import ArgumentParser
import Jobs
import StoryService

extension JobsCommand {
    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Cancel jobs. A running job stops within a second.",
            discussion: """
                Returns at once; wait tells when a running job has stopped. A job that has ended stays as it is.
                """)

        @Argument(help: "Numbers of jobs.", transform: JobID.init(argument:))
        var job: [JobID]

        @OptionGroup var options: JobsOptions

        func run() async throws {
            try await options.each(job) { queue, before in
                let job = try await queue.cancel(before.id)
                try options.print(job, saying: Self.sentence(before, job))
            }
        }

        private static func sentence(_ before: Job, _ job: Job) -> String {
            if before.state.isFinal { return "Job \(job.id) has already ended: \(job.state)." }
            return job.state == .running ? "Job \(job.id) is being stopped." : "Job \(job.id) is cancelled."
        }
    }
}
