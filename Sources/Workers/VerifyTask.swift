public import Probing
public import Transcoding

/// Reads finished outputs back, in another worker than the one that made them.
public struct VerifyTask: WorkerTask {
    public static let name = WorkerTaskName.verify

    public var input: String
    public var limits: Limits
    public var outputs: [FinishedOutput]

    /// - Parameter input: what errors name that belong to no output.
    public init(_ outputs: [FinishedOutput], of input: String, limits: Limits = Limits()) {
        self.input = input
        self.limits = limits
        self.outputs = outputs
    }

    /// - Returns: the facts about each output, in the order of the outputs.
    public func perform(in worker: Worker) async throws(MediaError) -> [OutputFacts] {
        try OutputVerification(logger: worker.logger).facts(of: outputs)
    }

    public func check(_ answer: [OutputFacts], after transcript: WorkerTranscript) throws(WorkerViolation) {
        guard answer.count == outputs.count else { throw .unasked }
        for (fact, output) in zip(answer, outputs) {
            try WorkerViolation.unless(
                fact.width == output.plan.canvasWidth && fact.height == output.plan.canvasHeight
                    && fact.frameRate == output.plan.frameRate && fact.frames == output.result.frameCount
                    && fact.bytes >= 0 && fact.keyFrames >= 0 && fact.videoBitRate >= 0,
                "sent facts about an output that was not planned")
        }
    }
}
