internal import Foundation
internal import Probing
internal import Sandbox

/// A message from a worker to its host.
enum WorkerMessage<T: WorkerTask>: Hashable, Sendable {
    case event(WorkerEvent)
    /// Success. Always the last message.
    case answered(T.Answer)
    /// Failure. Always the last message.
    case failed(MediaError)
}

/// An object with one member, which names the event, the answer or the failure. An answer also names its task.
extension WorkerMessage: Codable {
    private enum Ending: String {
        case answered, failed
    }

    private enum AnswerKey: String, CodingKey {
        case task, answer
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ ending: Ending) { stringValue = ending.rawValue }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .event(let event): try event.encode(to: encoder)
        case .answered(let answer):
            var container = encoder.container(keyedBy: Name.self)
            var payload = container.nestedContainer(keyedBy: AnswerKey.self, forKey: Name(.answered))
            try payload.encode(T.name, forKey: .task)
            try payload.encode(answer, forKey: .answer)
        case .failed(let error):
            var container = encoder.container(keyedBy: Name.self)
            try container.encode(error, forKey: Name(.failed))
        }
    }

    /// - Throws: ``WorkerViolation`` for another task's answer; a `DecodingError` for what is not a message.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        guard container.allKeys.count == 1, let name = container.allKeys.first else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: [], debugDescription: "A message has one name."))
        }
        switch Ending(rawValue: name.stringValue) {
        case nil: self = .event(try WorkerEvent(from: decoder))
        case .failed?: self = .failed(try container.decode(MediaError.self, forKey: name))
        case .answered?:
            let payload = try container.nestedContainer(keyedBy: AnswerKey.self, forKey: name)
            guard try payload.decode(WorkerTaskName.self, forKey: .task) == T.name else {
                throw WorkerViolation(what: "answered another task than it was given")
            }
            self = .answered(try payload.decode(T.Answer.self, forKey: .answer))
        }
    }
}

extension WorkerMessage {
    /// Encodes a message; nil if the host would refuse it for its size or its numbers.
    ///
    /// A file may claim that it begins in 300 billion years. That is not a fault of the worker, but the worker must
    /// report it in time, because the host ends a worker whose message it refuses.
    var readable: [UInt8]? {
        guard let data = try? JSONEncoder().encode(self), data.count <= Connection.messageLimit else {
            return nil
        }
        let bytes = Array(data)
        return (try? MessageBounds.check(bytes)) == nil ? nil : bytes
    }
}
