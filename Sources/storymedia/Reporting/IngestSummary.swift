internal import Probing
import StoryService

/// How all inputs of one call ended.
struct IngestSummary: Encodable {
    /// How one input ended.
    struct Outcome: Encodable {
        let input: String
        /// Nil if unknown.
        var story: IngestEvent.Story?
        var failure: IngestEvent.Failure?
    }

    private(set) var outcomes: [Outcome] = []
    /// The status of the first failure, or of the signal that ended everything.
    var status = ExitStatus.done

    var done: Int { outcomes.count { $0.story != nil } }
    var failed: Int { outcomes.count { $0.failure != nil } }

    /// A sentence for a person; nil if the report of a single input has said everything.
    var sentence: String? {
        guard outcomes.count > 1 else { return nil }
        return failed == 0 ? "All \(done) are done." : "\(done) done, \(failed) failed."
    }

    mutating func add(_ story: IngestEvent.Story, input: String) {
        outcomes.append(Outcome(input: input, story: story))
    }

    mutating func add(_ error: MediaError, input: String) {
        outcomes.append(Outcome(input: input, failure: IngestEvent.Failure(error)))
        if status == .done { status = error.code.exitStatus }
    }

    private enum Key: String, CodingKey {
        case event, done, failed, exitStatus, outcomes
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode("result", forKey: .event)
        try container.encode(done, forKey: .done)
        try container.encode(failed, forKey: .failed)
        try container.encode(status.rawValue, forKey: .exitStatus)
        try container.encode(outcomes, forKey: .outcomes)
    }
}
