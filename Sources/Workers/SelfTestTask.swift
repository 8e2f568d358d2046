public import Probing
internal import Sandbox

/// Makes every known attempt to break out of the confinement, and looks at no file.
public struct SelfTestTask: WorkerTask {
    public static let name = WorkerTaskName.selfTest

    public init() {}

    public var input: String { "self-test" }
    public var limits: Limits { Limits() }

    /// - Returns: the attempts by name, and whether each was blocked; empty if the worker's process is not confined.
    public func perform(in worker: Worker) async throws(MediaError) -> [String: Bool] {
        guard worker.isConfined else { return [:] }
        return Dictionary(SelfTest(.full).run().map { ($0.name, $0.isHeld) }) { $0 && $1 }
    }

    public func check(_ answer: [String: Bool], after transcript: WorkerTranscript) throws(WorkerViolation) {
        guard answer.count <= 1_000 else { throw .unasked }
    }
}
