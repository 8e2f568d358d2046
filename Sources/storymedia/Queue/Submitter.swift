import Jobs
import StoryService
internal import Workers

/// Submits requests and reports the outcome for each.
struct Submitter {
    let queue: QueueOptions
    let schedule: ScheduleOptions

    /// The last line of output.
    private struct Result: Encodable {
        let event = "result"
        let exitStatus: Int32
        let jobs: [JobID]
    }

    /// - Parameters:
    ///   - inputs: the media that the command line names.
    ///   - areRows: whether the requests are rows of a table. Each row then has a key of its own, so that a table that
    ///     is submitted again makes no job twice.
    /// - Throws: ``CommandFailure`` if an input is missing, or if the key stands for other work; in that case nothing
    ///   is queued.
    func submit(_ requests: [IngestRequest], of inputs: [String], areRows: Bool) async throws {
        let submissions = requests.map { request in
            var submission = StorySubmission(
                request, inputs: requests.count == 1 && !inputs.isEmpty ? inputs : nil)
            schedule.apply(to: &submission)
            if areRows {
                submission.key = schedule.key.map { "\($0)/\(request.outputName ?? "")" }
                submission.isKeyedByWork = true
            }
            return submission
        }
        let answers: [Submission]
        do throws(QueueError) {
            answers = try await queue.open().submit(submissions)
        } catch {
            throw CommandFailure(error)
        }
        // The submitter is present now, but may never look at the job's report.
        for note in Set(requests.flatMap(\.notes)).sorted() { Console.note(note) }
        for answer in answers {
            switch answer {
            case .created(let job): try Console.printJSON(JobLine(job: job, event: "submitted"))
            case .existing(let job): try Console.printJSON(JobLine(job: job, event: "existing"))
            case .conflict(let job):
                throw CommandFailure(
                    .unusable,
                    """
                    The key '\(job.key ?? "")' belongs to job \(job.id), which is for other work. Use another key, \
                    or the same input and options.
                    """)
            }
        }
        try Console.printJSON(Result(exitStatus: ExitStatus.done.rawValue, jobs: answers.map(\.job.id)))
    }
}
