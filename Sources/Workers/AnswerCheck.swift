internal import Foundation
internal import Story
internal import Transcoding

/// Checks each of a worker's messages against the request, before anything else in this process uses it.
///
/// A file can take over the worker that decodes it. Its messages are therefore limited in number and size. Each number
/// must be within its range, each slide must be a planned one, and each file must be one that the worker was given. A
/// message that passes is safe to compute with and to show. What it says about the media may still be wrong.
struct AnswerCheck {
    typealias Violation = MessageBounds.Violation

    /// A message that passed the check.
    struct Answer {
        let message: WorkerMessage
        /// Whether it proves that the work goes on. Log lines do not, and neither does progress that stands still.
        let isLife: Bool
    }

    /// The most messages of one worker: ten reports a second for some hours.
    static let messageLimit = 200_000
    /// The most bytes of all messages of one worker together.
    static let byteLimit = 64 << 20
    /// The most log lines of FFmpeg that are passed on.
    static let logLimit = 2_000
    /// The most characters of one such line.
    static let lineLimit = 2_000
    /// The most messages that are neither progress nor log lines.
    static let factLimit = 10_000

    let order: WorkerRequest
    private var messages = 0
    private var bytes = 0
    private var logs = 0
    private var facts = 0
    var plans: [ExportPlan] = []
    var given: Set<StagedFile> = []
    var made: Set<Int> = []
    var position = Position()

    /// How far a worker has come. A later position is greater.
    struct Position: Comparable {
        var slide = 0
        var pass = 0
        var frames = -1

        static func < (left: Position, right: Position) -> Bool {
            (left.slide, left.pass, left.frames) < (right.slide, right.pass, right.frames)
        }
    }

    init(_ order: WorkerRequest) { self.order = order }

    /// Decodes and checks a message.
    ///
    /// - Returns: nil for a log line that is left out.
    /// - Throws: ``Violation``; the caller must then end the worker.
    mutating func read(_ message: [UInt8]) throws(Violation) -> Answer? {
        messages += 1
        bytes += message.count
        guard messages <= Self.messageLimit, bytes <= Self.byteLimit else {
            throw Violation(what: "sent too much")
        }
        try MessageBounds.check(message)
        let decoded: WorkerMessage
        do {
            decoded = try JSONDecoder().decode(WorkerMessage.self, from: Data(message))
        } catch {
            throw Violation(what: "sent bytes that are not a valid message")
        }
        if case .log(let level, let line) = decoded {
            logs += 1
            guard order.isVerbose, logs <= Self.logLimit else { return nil }
            return Answer(
                message: .log(level, String(line.prefix(AnswerCheck.lineLimit)).withVisibleControls),
                isLife: false)
        }
        let isLife = try check(decoded)
        if case .progress = decoded { return Answer(message: decoded, isLife: isLife) }
        facts += 1
        guard facts <= Self.factLimit else { throw Violation(what: "sent too much") }
        return Answer(message: decoded, isLife: isLife)
    }

    /// - Returns: whether the message proves that the work goes on.
    private mutating func check(_ message: WorkerMessage) throws(Violation) -> Bool {
        switch message {
        case .reached, .finished, .failed, .log: break
        case .divided(let frame): try expect(frame >= 0, "sent an impossible frame number")
        case .probed(let file, let media):
            try expect(order.files.contains(file), "sent facts about a file that it was not given")
            try check(media)
        case .inspected(let inspection):
            try expect(order.task == .inspect, "sent a reply that was not asked for")
            try check(inspection)
        case .reviewed(let slides):
            try expect(order.task == .review, "sent a reply that was not asked for")
            try check(slides)
        case .planned(let plans): try check(plans)
        case .wants(let files): try check(wanted: files)
        case .progress(let progress): return try check(progress)
        case .made(let slide): try check(slide)
        case .previewed(let preview): try check(preview)
        case .verified(let facts): try check(facts)
        case .tested(let attempts):
            try expect(
                order.task == .selfTest && attempts.count <= 1000, "sent a reply that was not asked for")
        }
        return true
    }

    func expect(_ holds: Bool, _ what: @autoclosure () -> String) throws(Violation) {
        if !holds { throw Violation(what: what()) }
    }
}
