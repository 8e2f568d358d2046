internal import Foundation
internal import Probing
internal import Story

/// Checks each of a worker's messages against the request, before anything else in this process uses it.
///
/// A file can take over the worker that decodes it. Its messages are therefore limited in number and size, and the task
/// checks what they say: each number must be within its range, each slide must be a planned one, each file must be one
/// that the worker was given, and the answer must be this task's and come last. A message that passes is safe to
/// compute with and to show. What it says about the media may still be wrong.
struct AnswerCheck<T: WorkerTask> {
    /// A message that passed the check.
    struct Heard {
        let message: WorkerMessage<T>
        /// Whether it proves that the work goes on. Log lines do not, and neither does progress that stands still.
        let isLife: Bool
    }

    private let request: WorkerRequest<T>
    private var transcript: WorkerTranscript
    private var messages = 0
    private var bytes = 0
    private var logs = 0
    private var facts = 0
    private var isOver = false

    init(_ request: WorkerRequest<T>) {
        self.request = request
        transcript = WorkerTranscript(files: request.files)
    }

    /// Decodes and checks a message.
    ///
    /// - Returns: nil for a log line that is left out.
    /// - Throws: ``WorkerViolation``; the caller must then end the worker.
    mutating func read(_ message: [UInt8]) throws(WorkerViolation) -> Heard? {
        try WorkerViolation.unless(!isOver, "went on after its answer")
        messages += 1
        bytes += message.count
        guard messages <= AnswerLimits.messages, bytes <= AnswerLimits.bytes else {
            throw WorkerViolation(what: "sent too much")
        }
        try MessageBounds.check(message)
        let decoded = try Self.decode(message)
        if case .event(.log(let level, let line)) = decoded {
            logs += 1
            guard request.isVerbose, logs <= AnswerLimits.logs else { return nil }
            let shown = String(line.prefix(AnswerLimits.lineLength)).withVisibleControls
            return Heard(message: .event(.log(level, shown)), isLife: false)
        }
        let isLife = try check(decoded)
        if case .event(.progress) = decoded { return Heard(message: decoded, isLife: isLife) }
        facts += 1
        guard facts <= AnswerLimits.facts else { throw WorkerViolation(what: "sent too much") }
        return Heard(message: decoded, isLife: isLife)
    }

    private static func decode(_ message: [UInt8]) throws(WorkerViolation) -> WorkerMessage<T> {
        do {
            return try JSONDecoder().decode(WorkerMessage<T>.self, from: Data(message))
        } catch let violation as WorkerViolation {
            throw violation
        } catch {
            throw WorkerViolation(what: "sent bytes that are not a valid message")
        }
    }

    /// - Returns: whether the message proves that the work goes on.
    private mutating func check(_ message: WorkerMessage<T>) throws(WorkerViolation) -> Bool {
        switch message {
        case .event(let event): return try request.task.check(event, after: &transcript)
        case .answered(let answer): try request.task.check(answer, after: transcript)
        case .failed: break
        }
        isOver = true
        return true
    }
}
