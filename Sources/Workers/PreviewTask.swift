public import Probing
public import Transcoding

/// Plans a story, and draws what one slide will look like.
public struct PreviewTask: WorkerTask {
    public static let name = WorkerTaskName.preview

    public var request: IngestRequest
    public var options: PreviewOptions

    public init(_ request: IngestRequest, _ options: PreviewOptions) {
        self.request = request
        self.options = options
    }

    public var input: String { request.input }
    public var limits: Limits { request.limits }
    public var drawn: IngestRequest? { request }
    public var outputCount: Int { 1 }

    public func perform(in worker: Worker) async throws(MediaError) -> DrawnPreview {
        // A person waits for the picture. To encode the facts and plans behind it would take a while.
        let slides = try worker.plans(for: request) { _, _ in worker.send(.reached(.probe)) }
        worker.send(.reached(.plan))
        return try await PreviewRenderer(task: self, worker: worker).render(slides)
    }

    public func check(
        _ event: WorkerEvent, after transcript: inout WorkerTranscript
    ) throws(WorkerViolation) -> Bool {
        switch event {
        case .reached: break
        case .divided(let frame): try WorkerViolation.unless(frame >= 0, "sent an impossible frame number")
        case .wants(let files): try transcript.give(files, of: [.preview])
        case .written(let file):
            try WorkerViolation.unless(
                file == .preview && transcript.given == [.preview], "wrote a file that it was not given")
        case .probed, .planned, .progress, .made, .log: throw .unasked
        }
        return true
    }

    public func check(_ answer: DrawnPreview, after transcript: WorkerTranscript) throws(WorkerViolation) {
        guard transcript.given == [.preview], answer.slide == options.slide else { throw .unasked }
        try WorkerViolation.unless(
            (answer.slide...max(answer.slide, IngestRequest.slideLimit)).contains(answer.slideCount)
                && answer.duration >= 0 && answer.frames.count <= ExportPlan.frameLimit
                && (1...65_535).contains(answer.width) && (1...65_535).contains(answer.height)
                && answer.frames.allSatisfy { $0.index >= 0 && $0.time >= 0 },
            "sent an impossible preview")
    }
}
