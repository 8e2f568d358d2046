import ArgumentParser
import Jobs

extension JobsCommand {
    struct Retry: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Try jobs again that have failed, were cancelled or wait for a time.",
            discussion: "What is done already of a job with several slides is not done again.")

        @Argument(help: "Numbers of jobs.", transform: JobID.init(argument:))
        var job: [JobID]

        @OptionGroup var options: JobsOptions

        func run() throws {
            try options.each(job) { store, job in
                let retried: Job?
                do throws(JobStoreError) {
                    retried = try store.retry(job.id)
                } catch {
                    throw error.code == .wrongState ? Self.refusal(job) : CommandFailure(error)
                }
                if let retried { try options.print(retried) }
            }
        }

        private static func refusal(_ job: Job) -> CommandFailure {
            CommandFailure(
                .usage,
                """
                Job \(job.id) is \(job.state): only one that has failed, was cancelled or waits for a time can \
                be tried again. To do its work anew, submit it without its key.
                """)
        }
    }
}
