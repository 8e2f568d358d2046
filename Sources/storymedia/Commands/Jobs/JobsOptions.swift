import ArgumentParser
import Jobs
import StoryService

/// The options that all commands about jobs share.
struct JobsOptions: ParsableArguments {
    @OptionGroup var queue: QueueOptions

    @Flag(help: "Print one JSON object per line.")
    var json = false

    /// - Throws: `ExitCode`, after printing every error.
    func run(_ body: (StoryQueue) async throws -> Void) async throws {
        do {
            try await body(try await queue.open())
        } catch let error as QueueError {
            throw CommandFailure(error).report()
        }
    }

    /// Applies an operation to each job; a failure on one job does not stop the others.
    ///
    /// - Throws: `ExitCode` of the first failure, after printing every error.
    func each(_ jobs: [JobID], _ body: (StoryQueue, Job) async throws -> Void) async throws {
        try await run { queue in
            var first: ExitCode?
            for id in jobs {
                do {
                    try await body(queue, try await queue.job(id))
                } catch let error as QueueError {
                    if case .unusable = error { throw error }
                    let code = CommandFailure(error).report()
                    first = first ?? code
                }
            }
            if let first { throw first }
        }
    }

    /// - Parameter sentence: what to tell a person; nil for the job's line in a list.
    func print(_ job: Job, saying sentence: String? = nil) throws {
        json
            ? try Console.printJSON(JobLine(job: job, event: "job"))
            : Console.print(sentence ?? JobText(job).line)
    }
}
