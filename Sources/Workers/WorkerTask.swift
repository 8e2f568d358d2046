public import Probing

/// Something that a worker is asked to do: what is needed for it, what the worker does, what it answers, and what its
/// host believes of that.
///
/// A worker knows its tasks by name, so each type that conforms has a case of ``WorkerTaskName``.
public protocol WorkerTask: Hashable, Sendable, Codable {
    /// What the worker has found or made. The last message of a worker that succeeds carries it, and no other message
    /// does.
    associatedtype Answer: Hashable, Sendable, Codable

    static var name: WorkerTaskName { get }

    /// The file or story that errors name.
    var input: String { get }

    /// How large media may be, and what the worker may use.
    var limits: Limits { get }

    /// The story that the worker draws; nil if it draws none.
    var drawn: IngestRequest? { get }

    /// The most files that the worker opens for writing.
    var outputCount: Int { get }

    /// The paths of files that the worker may rewrite. They exist already.
    var rewritable: [String] { get }

    /// Does the work, in whatever process it runs. Reads the files that the worker has, writes into those that it is
    /// given, and does nothing else.
    ///
    /// - Throws: ``MediaError``; the files written by then are of no use.
    func perform(in worker: Worker) async throws(MediaError) -> Answer

    /// Checks an event, in the host.
    ///
    /// - Parameter transcript: what the worker has said before; takes in what passes.
    /// - Returns: whether the event proves that the work goes on.
    /// - Throws: ``WorkerViolation`` if this task has no such event, or the event is impossible.
    func check(
        _ event: WorkerEvent, after transcript: inout WorkerTranscript
    ) throws(WorkerViolation) -> Bool

    /// Checks the answer, in the host.
    ///
    /// - Parameter transcript: all that the worker has said before.
    /// - Throws: ``WorkerViolation`` if the answer is impossible, or comes before the work is done.
    func check(_ answer: Answer, after transcript: WorkerTranscript) throws(WorkerViolation)
}

extension WorkerTask {
    public var drawn: IngestRequest? { nil }

    public var outputCount: Int { 0 }

    public var rewritable: [String] { [] }

    /// Allows the events of a task that only reports the stages that it has reached.
    public func check(
        _ event: WorkerEvent, after transcript: inout WorkerTranscript
    ) throws(WorkerViolation) -> Bool {
        guard case .reached = event else { throw .unasked }
        return true
    }
}
