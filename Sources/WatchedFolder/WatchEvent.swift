public import Files
public import Jobs
public import StoryService

/// What happens in a watched folder. Paths are relative to that folder.
///
/// In JSON, each event is an object with the key `event` and the keys of its case.
public enum WatchEvent: Hashable, Sendable {
    case started(folder: String, output: String)
    /// How the watch learns of a folder's changes.
    case mode(RelativePath, FolderMode)
    /// A new file has arrived, or was there when the watch started.
    case found(RelativePath)
    /// The upload is not whole, or waits for something else.
    case waiting(RelativePath, reason: String)
    /// The upload, or a file that its story names, is not whole and has not changed for long.
    case stalled(RelativePath, reason: String)
    /// The upload is in the queue.
    case queued(RelativePath, JobID)
    /// The upload shares the job of another upload.
    case duplicate(RelativePath, JobID, of: RelativePath)
    case renamed(RelativePath, from: RelativePath)
    /// A story that belongs to no upload.
    case unused(RelativePath, reason: String)
    /// The upload or its story has changed since it was queued; its job is given up.
    case changed(RelativePath, JobID)
    /// The upload was taken away before its job was done; the job is given up.
    case removed(RelativePath, JobID)
    /// The upload will not become a story; `place` is where it lies now.
    case refused(RelativePath, UploadRecord, place: RelativePath)
    /// The upload's job has ended; `place` is where the upload lies now.
    case settled(RelativePath, JobID, JobState, place: RelativePath)
    /// The kernel dropped events; the watch scans everything.
    case overflow
    /// The folder is missing; the watch waits for it.
    case gone
    case returned
    /// Something failed; the watch tries again.
    case trouble(String)
}

extension WatchEvent {
    /// The event as one line for a person.
    public var sentence: String {
        switch self {
        case .started(let folder, let output):
            "Watching \(RelativePath(folder)); stories appear in \(RelativePath(output))."
        case .mode(let folder, let mode):
            "\(folder == .root ? "The folder" : folder.description): \(mode.sentence)"
        case .found(let path): "\(path): found"
        case .waiting(let path, let reason): "\(path): waiting: \(reason)"
        case .stalled(let path, let reason): "\(path): has been waiting for a long time: \(reason)"
        case .queued(let path, let job): "\(path): job \(job)"
        case .duplicate(let path, let job, let first): "\(path): the same as \(first), job \(job)"
        case .renamed(let path, let former): "\(path): was \(former)"
        case .unused(let path, let reason): "\(path): belongs to no upload: \(reason)"
        case .changed(let path, let job): "\(path): changed; job \(job) is cancelled"
        case .removed(let path, let job): "\(path): taken away; job \(job) is cancelled"
        case .refused(let path, let record, let place):
            "\(path): refused: \(RelativePath(record.message)) It is kept as \(place)."
        case .settled(let path, let job, let state, let place):
            "\(path): job \(job) is \(state.rawValue); now \(place)"
        case .overflow: "Too many changes came at once; scanning the whole folder."
        case .gone: "The folder is missing. Waiting for it to return."
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
