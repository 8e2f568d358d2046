import Foundation
import Jobs
import StoryService
internal import Workers

/// Turns requests into jobs and reports the outcome for each.
struct Submitter {
    let queue: QueueOptions
    let schedule: ScheduleOptions

    /// The last line of output.
    private struct Result: Encodable {
        let event = "result"
        let exitStatus: Int32
        let jobs: [JobID]
    }

    /// - Parameter inputs: the media that the command line names.
    /// - Throws: ``CommandFailure`` if an input is missing, or if the key stands for other work; in that case nothing
    ///   is queued.
    func submit(_ requests: [IngestRequest], of inputs: [String]) throws {
        let missing = inputs.filter { !FileManager.default.isReadableFile(atPath: $0) }
        guard missing.isEmpty else {
            throw CommandFailure(
                .inputMissing, missing.map { "\($0): There is no such file, or you may not read it." })
        }
        // The submitter is present now, but may never look at the job's report.
        for note in Set(requests.flatMap(\.notes)).sorted() { Console.note(note) }
        let folder = FileManager.default.currentDirectoryPath
        let drafts = try requests.map { request in
            var draft = try IngestJob(request, from: folder).draft()
            schedule.apply(to: &draft)
            return draft
        }
        let store = try queue.open()
        let submissions: [Submission]
        do throws(JobStoreError) {
            submissions = try store.submit(drafts)
        } catch {
            throw CommandFailure(error)
        }
        var jobs: [JobID] = []
        for submission in submissions {
            switch submission {
            case .created(let job):
                try Console.printJSON(JobReport(job: job, event: "submitted"))
                jobs.append(job.id)
            case .existing(let job):
                try Console.printJSON(JobReport(job: job, event: "existing"))
                jobs.append(job.id)
            case .conflict(let job):
                throw CommandFailure(
                    .unusable,
                    """
                    The key '\(job.key ?? "")' belongs to job \(job.id), which is for other work. Use another key, \
                    or the same input and options.
                    """)
            }
        }
        try Console.printJSON(Result(exitStatus: ExitStatus.done.rawValue, jobs: jobs))
    }
}
