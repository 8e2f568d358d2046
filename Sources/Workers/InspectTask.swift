public import Conformance
public import Probing

/// Measures what a platform may mind about a clip or photo.
public struct InspectTask: WorkerTask {
    public static let name = WorkerTaskName.inspect

    public var input: String
    public var limits: Limits

    public init(_ input: String, limits: Limits = Limits()) {
        self.input = input
        self.limits = limits
    }

    public func perform(in worker: Worker) async throws(MediaError) -> Inspection {
        let inspector = Inspector(limits: limits, policy: worker.policy, logger: worker.logger)
        return try inspector.inspect(input, cancellation: worker.cancellation)
    }

    public func check(_ answer: Inspection, after transcript: WorkerTranscript) throws(WorkerViolation) {
        try answer.media.checkPlausible(limits)
        for track in [answer.picture, answer.sound] {
            guard let track else { continue }
            try WorkerViolation.unless(
                track.duration >= 0 && track.bytes >= 0 && track.peakBitRate >= 0 && track.longestGroup >= 0,
                "sent impossible facts about a file")
        }
    }
}
