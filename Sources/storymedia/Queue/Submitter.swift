import Foundation
import Jobs
import StoryService
internal import Workers

/// Turns requests into jobs and says what became of each.
struct Submitter {
    let queue: QueueOptions
    let schedule: ScheduleOptions

    /// The last line that is printed.
    private struct Result: Encodable {
        let event = "result"
        let exitStatus: Int32
        let jobs: [JobID]
    }

    /// - Parameter inputs: the media that the command line names.
    /// - Throws: ``CommandFailure`` where an input is not there, or the key stands for other work;
    ///   nothing is queued then.
    func submit(_ requests: [IngestRequest], of inputs: [String]) throws {
        let missing = inputs.filter { !FileManager.default.isReadableFile(atPath: $0) }
        guard missing.isEmpty else {
            throw CommandFailure(
                .inputMissing, missing.map { "\($0): There is no such file, or you may not read it." })
        }
        // Who made the request is here now, and may not look at what the job says later.
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
                    The key '\(job.key ?? "")' is that of job \(job.id), which is to do something else. Use \
                    another key, or the same input and options.
                    """)
            }
        }
        try Console.printJSON(Result(exitStatus: ExitStatus.done.rawValue, jobs: jobs))
    }
}
