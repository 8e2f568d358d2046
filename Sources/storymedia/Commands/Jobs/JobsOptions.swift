import ArgumentParser
import Jobs

/// The options that all commands about jobs share.
struct JobsOptions: ParsableArguments {
    @OptionGroup var queue: QueueOptions

    @Flag(help: "Print one JSON object per line.")
    var json = false

    /// - Throws: `ExitCode`, after printing every error.
    func run(_ body: (any JobStore) throws -> Void) throws {
        do {
            try body(try queue.open())
        } catch let error as JobStoreError {
            throw CommandFailure(error).report()
        } catch let failure as CommandFailure {
            throw failure.report()
        }
    }

    /// Applies an operation to each job; a failure on one job does not stop the others.
    ///
    /// - Throws: `ExitCode` of the first failure, after printing every error.
    func each(_ jobs: [JobID], _ body: (any JobStore, Job) throws -> Void) throws {
        try run { store in
            var first: ExitCode?
            for id in jobs {
                do {
                    guard let job = try store.job(id) else {
                        throw CommandFailure(.inputMissing, queue.hasNone(id))
                    }
                    try body(store, job)
                } catch let failure as CommandFailure {
                    let code = failure.report()
                    first = first ?? code
                }
            }
            if let first { throw first }
        }
    }

    /// - Parameter sentence: what to tell a person; nil for the job's line in a list.
    func print(_ job: Job, saying sentence: String? = nil) throws {
        json
            ? try Console.printJSON(JobReport(job: job, event: "job"))
            : Console.print(sentence ?? JobText(job).line)
    }
}
