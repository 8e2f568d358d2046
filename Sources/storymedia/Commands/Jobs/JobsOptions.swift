import ArgumentParser
import Jobs

/// What all commands about jobs have.
struct JobsOptions: ParsableArguments {
    @OptionGroup var queue: QueueOptions

    @Flag(help: "Print one JSON object per line.")
    var json = false

    /// - Throws: `ExitCode`, everything having been said.
    func run(_ body: (any JobStore) throws -> Void) throws {
        do {
            try body(try queue.open())
        } catch let error as JobStoreError {
            throw CommandFailure(error).report()
        } catch let failure as CommandFailure {
            throw failure.report()
        }
    }

    /// Does something to each job; one for which that fails does not keep it from the others.
    ///
    /// - Throws: `ExitCode`, that of the first failure, everything having been said.
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

    /// - Parameter sentence: what is said to a person; nil for the job's line in a list.
    func print(_ job: Job, saying sentence: String? = nil) throws {
        json
            ? try Console.printJSON(JobReport(job: job, event: "job"))
            : Console.print(sentence ?? JobText(job).line)
    }
}
