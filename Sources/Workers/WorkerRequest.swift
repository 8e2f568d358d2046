internal import Foundation
internal import Probing
internal import Sandbox

/// What a host asks of a worker: a task, and how to go about it.
public struct WorkerRequest<T: WorkerTask>: Hashable, Sendable {
    public var task: T
    /// The names of the files that the worker gets, in the order of their descriptors.
    public var files: [String]
    /// How many threads each codec may use, 0 for one per core.
    public var threads: Int
    public var containment: Containment
    /// Whether the caller wants FFmpeg's log lines.
    public var isVerbose: Bool

    public init(
        _ task: T, files: [String] = [], threads: Int = 0, containment: Containment = Containment(),
        isVerbose: Bool = false
    ) {
        self.task = task
        self.files = files
        self.threads = threads
        self.containment = containment
        self.isVerbose = isVerbose
    }
}

/// The task's name stands beside the task, so that a worker knows what to read.
extension WorkerRequest: Codable {
    private enum Key: String, CodingKey {
        case task, work, files, threads, containment, isVerbose
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(T.name, forKey: .task)
        try container.encode(task, forKey: .work)
        try container.encode(files, forKey: .files)
        try container.encode(threads, forKey: .threads)
        try container.encode(containment, forKey: .containment)
        try container.encode(isVerbose, forKey: .isVerbose)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        guard try container.decode(WorkerTaskName.self, forKey: .task) == T.name else {
            throw DecodingError.dataCorruptedError(
                forKey: .task, in: container, debugDescription: "The request is for another task.")
        }
        self.init(
            try container.decode(T.self, forKey: .work),
            files: try container.decode([String].self, forKey: .files),
            threads: try container.decode(Int.self, forKey: .threads),
            containment: try container.decode(Containment.self, forKey: .containment),
            isVerbose: try container.decode(Bool.self, forKey: .isVerbose))
    }
}

extension WorkerRequest {
    /// The request, encoded for a worker.
    ///
    /// - Throws: ``MediaError`` if a worker would refuse it.
    func message() throws(MediaError) -> [UInt8] {
        let bytes: [UInt8]
        do {
            bytes = Array(try JSONEncoder().encode(self))
        } catch {
            throw MediaError(.bug, stage: .open, file: task.input, message: "\(error)")
        }
        guard bytes.count <= Connection.messageLimit else {
            throw MediaError(
                .limitExceeded, stage: .open, file: task.input,
                message:
                    "Its story takes \(bytes.count) bytes in the request; the limit is \(Connection.messageLimit). "
                    + "Use fewer slides or overlays.")
        }
        return bytes
    }
}
