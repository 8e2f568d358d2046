internal import Jobs

/// In JSON, each event is an object with the key `event` and the keys of its case. An event of a story has the keys of
/// ``IngestEvent``, and `job`.
extension WorkEvent: Encodable {
    private enum Key: String, CodingKey {
        case event, job, jobs, state, message, count
    }

    /// The value of the key `event`.
    public var name: String {
        switch self {
        case .claimed: "jobStarted"
        case .story(_, let event): event.name
        case .stopping: "jobStopping"
        case .finished, .retrying, .failed, .cancelled, .released: "jobEnded"
        case .lost: "jobLost"
        case .rescued: "jobsRescued"
        case .uploadStays: "uploadStays"
        case .queueFailed: "queueFailed"
        case .missed: "eventsMissed"
        }
    }

    public func encode(to encoder: any Encoder) throws {
        if case .story(_, let event) = self { try event.encode(to: encoder) }
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .event)
        try container.encodeIfPresent(job, forKey: .job)
        try container.encodeIfPresent(endState, forKey: .state)
        switch self {
        case .stopping(_, let reason): try container.encode("\(reason)", forKey: .message)
        case .rescued(let jobs): try container.encode(jobs, forKey: .jobs)
        case .uploadStays(_, let reason): try container.encode(reason, forKey: .message)
        case .queueFailed(let error): try container.encode(error.message, forKey: .message)
        case .missed(let count): try container.encode(count, forKey: .count)
        case .claimed, .story, .finished, .retrying, .failed, .cancelled, .released, .lost: break
        }
    }
}
