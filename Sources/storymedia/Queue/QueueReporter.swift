import Jobs
internal import Probing
import StoryService
import Synchronization

/// Prints what a worker of the queue does, line by line.
final class QueueReporter: Sendable {
    enum Style: Sendable {
        case json, lines, quiet
    }

    private let style: Style
    /// Three threads call the queue, repeatedly while it cannot be used.
    private let complaints = Mutex(Complaints(pause: .seconds(10)))

    init(_ style: Style) {
        self.style = style
    }

    func report(_ event: QueueEvent) {
        switch event {
        case .ingest(let job, let event): report(event, of: job)
        case .runner(let event): report(event)
        }
    }

    private func report(_ event: IngestEvent, of job: JobID) {
        if style == .json {
            // Programs that want progress use `jobs show`.
            if case .progress = event { return }
            return Console.printEvent(JobEventLine(job: job, event: event))
        }
        switch event {
        case .published(let story) where style == .lines, .alreadyDone(let story) where style == .lines:
            story.videos.forEach(Console.print)
        case .failed(let failure) where failure.code != .cancelled:
            Console.complain(failure.sentences.map { "job \(job): \($0)" })
        case .started, .probed, .planned, .progress, .published, .alreadyDone, .failed: break
        }
    }

    private func report(_ event: RunnerEvent) {
        if case .storeFailed(let error) = event,
            !complaints.withLock({ $0.isNew(error.message) })
        {
            return
        }
        if style == .json { return Console.printEvent(RunnerEventLine(event)) }
        switch event {
        case .started(let job) where style == .lines:
            Console.note("job \(job.id): attempt \(job.attempt), \(job.input ?? job.kind)")
        case .ended(let job, let state) where style == .lines: Console.note("job \(job): \(state.news)")
        case .lost(let job):
            Console.complain("job \(job): its lease was lost; another runner continues it")
        case .rescued(let jobs):
            for job in jobs { Console.complain("job \(job): was taken over from a process that is gone") }
        case .storeFailed(let error): Console.complain(error.message)
        case .started, .stopping, .ended: break
        }
    }
}

extension JobState {
    /// What an attempt's end in this state means to a person.
    fileprivate var news: String {
        switch self {
        case .completed: "done"
        case .retryable: "failed, and will be tried again"
        case .discarded: "failed for good"
        case .cancelled: "cancelled"
        case .available: "released"
        case .scheduled, .running: rawValue
        }
    }
}

/// An event of a job's story, as a JSON object.
private struct JobEventLine: Encodable {
    let job: JobID
    let event: IngestEvent

    private enum Key: String, CodingKey {
        case job
    }

    func encode(to encoder: any Encoder) throws {
        try event.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(job, forKey: .job)
    }
}

/// An event of the runner, as a JSON object.
private struct RunnerEventLine: Encodable {
    let event: String
    var job: JobID?
    var jobs: [JobID]?
    var state: JobState?
    var message: String?

    init(_ runnerEvent: RunnerEvent) {
        switch runnerEvent {
        case .started(let job):
            event = "jobStarted"
            self.job = job.id
        case .stopping(let job, let reason):
            event = "jobStopping"
            self.job = job
            message = "\(reason)"
        case .ended(let job, let state):
            event = "jobEnded"
            self.job = job
            self.state = state
        case .lost(let job):
            event = "jobLost"
            self.job = job
        case .rescued(let jobs):
            event = "jobsRescued"
            self.jobs = jobs
        case .storeFailed(let error):
            event = "queueFailed"
            message = error.message
        }
    }
}
