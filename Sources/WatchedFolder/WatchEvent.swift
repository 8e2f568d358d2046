public import Files
public import Jobs

/// What happens in a watched folder. Paths are below that folder.
///
/// In JSON each is one object with the key `event` and the keys of its case.
public enum WatchEvent: Hashable, Sendable {
    case started(folder: String, output: String)
    /// How a folder's changes come to be known.
    case mode(RelativePath, FolderMode)
    /// A file has come, or has been there since before.
    case found(RelativePath)
    /// It is not whole, or something else has to come first.
    case waiting(RelativePath, reason: String)
    /// It, or a file that its story names, is not whole and has not changed for long.
    case stalled(RelativePath, reason: String)
    /// Its story will be made.
    case queued(RelativePath, JobID)
    /// Another upload's job stands for it.
    case duplicate(RelativePath, JobID, of: RelativePath)
    case renamed(RelativePath, from: RelativePath)
    /// A story that belongs to no upload.
    case unused(RelativePath, reason: String)
    /// It, or its story, was changed after it had been queued; that job is given up.
    case changed(RelativePath, JobID)
    /// It was taken away before it was done; its job is given up.
    case removed(RelativePath, JobID)
    /// It will be no story; `place` is where it lies now.
    case refused(RelativePath, UploadRecord, place: RelativePath)
    /// Its job has ended; `place` is where it lies now.
    case settled(RelativePath, JobID, JobState, place: RelativePath)
    /// The kernel could not tell everything; all is looked at.
    case overflow
    /// The folder is missing; it is waited for.
    case gone
    case returned
    /// Something does not work; it is tried again.
    case trouble(String)
}

extension WatchEvent {
    /// For a person, in one line.
    public var sentence: String {
        switch self {
        case .started(let folder, let output):
            "Watching \(RelativePath(folder)); stories appear in \(RelativePath(output))."
        case .mode(let folder, let mode):
            "\(folder == .root ? "The folder" : folder.description): \(mode.sentence)"
        case .found(let path): "\(path): found"
        case .waiting(let path, let reason): "\(path): waiting: \(reason)"
        case .stalled(let path, let reason): "\(path): has waited for long: \(reason)"
        case .queued(let path, let job): "\(path): job \(job)"
        case .duplicate(let path, let job, let first): "\(path): the same as \(first), job \(job)"
        case .renamed(let path, let former): "\(path): was \(former)"
        case .unused(let path, let reason): "\(path): is the story of no upload: \(reason)"
        case .changed(let path, let job): "\(path): changed; job \(job) is given up"
        case .removed(let path, let job): "\(path): taken away; job \(job) is given up"
        case .refused(let path, let record, let place):
            "\(path): refused: \(RelativePath(record.message)) It is kept as \(place)."
        case .settled(let path, let job, let state, let place):
            "\(path): job \(job) is \(state.rawValue); now \(place)"
        case .overflow: "Too much happened at once to be told one by one; looking at everything."
        case .gone: "The folder is missing. Waiting until it is back."
        case .returned: "The folder is back."
        case .trouble(let text): text
        }
    }

    /// The value of the key `event`.
    public var name: String {
        switch self {
        case .started: "started"
        case .mode: "mode"
        case .found: "found"
        case .waiting: "waiting"
        case .stalled: "stalled"
        case .queued: "queued"
        case .duplicate: "duplicate"
        case .renamed: "renamed"
        case .unused: "unused"
        case .changed: "changed"
        case .removed: "removed"
        case .refused: "refused"
        case .settled: "settled"
        case .overflow: "overflow"
        case .gone: "gone"
        case .returned: "returned"
        case .trouble: "trouble"
        }
    }
}

extension WatchEvent: Encodable {
    private enum Key: String, CodingKey {
        case event, folder, output, path, mode, reason, job, of, from, record, place, state, message
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .event)
        switch self {
        case .started(let folder, let output):
            try container.encode(folder, forKey: .folder)
            try container.encode(output, forKey: .output)
        case .mode(let folder, let mode):
            try container.encode(folder, forKey: .path)
            try container.encode(mode.isPolling ? "polling" : "events", forKey: .mode)
            try container.encode(mode.sentence, forKey: .message)
        case .found(let path): try container.encode(path, forKey: .path)
        case .waiting(let path, let reason), .stalled(let path, let reason), .unused(let path, let reason):
            try container.encode(path, forKey: .path)
            try container.encode(reason, forKey: .reason)
        case .queued(let path, let job), .changed(let path, let job), .removed(let path, let job):
            try container.encode(path, forKey: .path)
            try container.encode(job, forKey: .job)
        case .duplicate(let path, let job, let first):
            try container.encode(path, forKey: .path)
            try container.encode(job, forKey: .job)
            try container.encode(first, forKey: .of)
        case .renamed(let path, let former):
            try container.encode(path, forKey: .path)
            try container.encode(former, forKey: .from)
        case .refused(let path, let record, let place):
            try container.encode(path, forKey: .path)
            try container.encode(record, forKey: .record)
            try container.encode(place, forKey: .place)
        case .settled(let path, let job, let state, let place):
            try container.encode(path, forKey: .path)
            try container.encode(job, forKey: .job)
            try container.encode(state, forKey: .state)
            try container.encode(place, forKey: .place)
        case .overflow, .gone, .returned: break
        case .trouble(let text): try container.encode(text, forKey: .message)
        }
    }
}
