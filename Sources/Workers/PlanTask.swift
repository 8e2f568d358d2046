public import Probing
public import Transcoding

/// Reports what would be made of a story's media: a plan for each slide.
public struct PlanTask: WorkerTask {
    public static let name = WorkerTaskName.plan

    public var request: IngestRequest

    public init(_ request: IngestRequest) { self.request = request }

    public var input: String { request.input }
    public var limits: Limits { request.limits }
    public var drawn: IngestRequest? { request }

    public func perform(in worker: Worker) async throws(MediaError) -> [ExportPlan] {
        var plans = try worker.plans(for: request) { _, _ in worker.send(.reached(.probe)) }
            .map(\.planWithSilence)
        if !plans.isEmpty { plans[0].substitutions += try worker.fontNotes(request) }
        return plans
    }

    public func check(
        _ event: WorkerEvent, after transcript: inout WorkerTranscript
    ) throws(WorkerViolation) -> Bool {
        switch event {
        case .reached: break
        case .divided(let frame): try WorkerViolation.unless(frame >= 0, "sent an impossible frame number")
        case .probed, .planned, .wants, .progress, .made, .written, .log: throw .unasked
        }
        return true
    }

    public func check(_ answer: [ExportPlan], after transcript: WorkerTranscript) throws(WorkerViolation) {
        try request.check(answer, of: transcript.files)
    }
}
