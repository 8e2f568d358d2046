import ArgumentParser
import Jobs

extension JobsCommand {
    struct Retry: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Retry jobs that have failed, were cancelled or wait for a time.",
            discussion: "If a job has several slides, those already finished are not made again.")

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
                Job \(job.id) is \(job.state): only a job that has failed, was cancelled or waits for a time can be \
                retried. To do its work anew, submit it without its key.
                """)
        }
    }
}
