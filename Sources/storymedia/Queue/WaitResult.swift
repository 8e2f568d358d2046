import Jobs
import StoryService

/// The results of the jobs that `wait` waited for: its last line of output.
struct WaitResult: Encodable {
    /// The result of one job. A program that reads the result of `ingest` can read this, too.
    private struct Outcome: Encodable {
        let job: JobID
        let key: String?
        let state: JobState
        let exitStatus: Int32
        let input: String?
        let story: IngestEvent.Story?
        let failure: JobReport.Failure?
    }

    /// In the order of the command line, each job once.
    private let jobs: [JobID]
    private var ended: [JobID: (job: Job, status: ExitStatus)] = [:]
    /// Why the wait is over although jobs have not ended.
    var givenUp: ExitStatus?

    init(jobs: [JobID]) {
        var seen: Set<JobID> = []
        self.jobs = jobs.filter { seen.insert($0).inserted }
    }

    var waiting: [JobID] { jobs.filter { ended[$0] == nil } }

    /// The program's exit status.
    var status: ExitStatus {
        givenUp ?? jobs.lazy.compactMap { ended[$0]?.status }.first { $0 != .done } ?? .done
    }

    /// Records a job that has ended; ignores others.
    mutating func add(_ job: Job) {
        if let status = job.exitStatus { ended[job.id] = (job, status) }
    }

    private enum Key: String, CodingKey {
        case event, exitStatus, done, failed, cancelled, waiting, outcomes
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode("result", forKey: .event)
        try container.encode(status.rawValue, forKey: .exitStatus)
        try container.encode(ended.values.count { $0.job.state == .completed }, forKey: .done)
        try container.encode(ended.values.count { $0.job.state == .discarded }, forKey: .failed)
        try container.encode(ended.values.count { $0.job.state == .cancelled }, forKey: .cancelled)
        try container.encode(waiting.count, forKey: .waiting)
        let outcomes = jobs.compactMap { ended[$0] }.map { job, status in
            Outcome(
                job: job.id, key: job.key, state: job.state, exitStatus: status.rawValue, input: job.input,
                story: job.story,
                failure: job.finalFailure.map(JobReport.Failure.init))
        }
        try container.encode(outcomes, forKey: .outcomes)
    }
}
