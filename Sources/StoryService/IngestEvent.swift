internal import Libav
public import Probing
public import Story
public import Transcoding
public import Workers

/// An event on the way from an input to a story.
///
/// In JSON, each event is an object with the key `event` and the keys of its case.
public enum IngestEvent: Hashable, Sendable {
    /// The progress of the slide that is being made.
    public typealias Progress = SlideProgress

    /// Why there is no story.
    public struct Failure: Hashable, Sendable {
        public var code: MediaError.Code
        public var stage: MediaError.Stage
        /// The file at fault, as the user named it.
        public var file: String
        /// A sentence for a person: what is wrong.
        public var message: String
        /// What can be done about it, as a choice; empty if nothing is known, or if the message says it.
        public var remedies: [Remedy]
        /// FFmpeg's failed call and its last message, if any.
        public var detail: String?
        public var canRetry: Bool
    }

    /// Where the story is.
    public struct Story: Hashable, Sendable, Codable {
        /// Paths, in the slides' order.
        public var videos: [String]
        public var covers: [String]
        public var manifest: String
        public var substitutions: [String]
        public var warnings: [String]
    }

    case started
    /// The file has the name that the user or the story gave it.
    case probed(file: String, MediaInfo)
    case planned([ExportPlan])
    case progress(Progress)
    case published(Story)
    /// An earlier run with the same input, story and version made the story, and it is complete.
    case alreadyDone(Story)
    case failed(Failure)
}

extension IngestEvent.Failure {
    public init(_ error: MediaError) {
        let detail = [error.cause?.description, error.log].compactMap { $0 }.joined(separator: "; ")
        self.init(
            code: error.code, stage: error.stage, file: error.file, message: error.message,
            remedies: error.remedies, detail: detail.isEmpty ? nil : detail, canRetry: error.canRetry)
    }
}

extension IngestEvent.Failure: Encodable {
    private enum Key: String, CodingKey {
        case code, stage, file, message, remedies, detail, canRetry
    }

    /// Writes the message with the remedies in the encoder's words, and the remedies for programs.
    public func encode(to encoder: any Swift.Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(code, forKey: .code)
        try container.encode(stage, forKey: .stage)
        try container.encode(file, forKey: .file)
        try container.encode(encoder.remedyWords.text(message, remedies), forKey: .message)
        if !remedies.isEmpty { try container.encode(remedies, forKey: .remedies) }
        try container.encodeIfPresent(detail, forKey: .detail)
        try container.encode(canRetry, forKey: .canRetry)
    }
}

extension IngestEvent: Encodable {
    private enum Key: String, CodingKey {
        case event, file, media, plans
    }

    public func encode(to encoder: any Swift.Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .event)
        switch self {
        case .started: break
        case .probed(let file, let media):
            try container.encode(file, forKey: .file)
            try container.encode(media, forKey: .media)
        case .planned(let plans): try container.encode(plans, forKey: .plans)
        case .progress(let progress): try progress.encode(to: encoder)
        case .published(let story), .alreadyDone(let story): try story.encode(to: encoder)
        case .failed(let failure): try failure.encode(to: encoder)
        }
    }

    /// The value of the key `event`.
    public var name: String {
        switch self {
        case .started: "started"
        case .probed: "probed"
        case .planned: "planned"
        case .progress: "progress"
        case .published: "published"
        case .alreadyDone: "alreadyDone"
        case .failed: "failed"
        }
    }
}
