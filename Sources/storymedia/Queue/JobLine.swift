import Jobs
import StoryService

/// A job as a line of JSON: the job, what the line reports of it, and the exit status of a program that waited for it.
struct JobLine: Encodable {
    let job: Job
    /// The value of `event`: `job`, `submitted`, ….
    let event: String

    private enum Key: String, CodingKey {
        case event, exitStatus
    }

    func encode(to encoder: any Encoder) throws {
        try JobReport(job).encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(event, forKey: .event)
        try container.encodeIfPresent(job.exitStatus?.rawValue, forKey: .exitStatus)
    }
}

extension Job {
    /// The exit status of a program that waited for the job; nil before the job's end.
    var exitStatus: ExitStatus? {
        switch state {
        case .completed: .done
        case .cancelled: .interrupted
        case .discarded: failures.last.flatMap { MediaError.Code(rawValue: $0.code) }?.exitStatus ?? .bug
        case .available, .scheduled, .running, .retryable: nil
        }
    }
}
