public import Probing

/// Reports what a clip or photo is.
public struct ProbeTask: WorkerTask {
    public static let name = WorkerTaskName.probe

    public var input: String
    public var limits: Limits

    public init(_ input: String, limits: Limits = Limits()) {
        self.input = input
        self.limits = limits
    }

    public func perform(in worker: Worker) async throws(MediaError) -> MediaInfo {
        try worker.prober(limits).probe(input, cancellation: worker.cancellation)
    }

    public func check(_ answer: MediaInfo, after transcript: WorkerTranscript) throws(WorkerViolation) {
        try answer.checkPlausible(limits)
    }
}
