internal import Logging
internal import Threading
internal import Transcoding

extension ExportEnvironment {
    /// As an order says.
    init(_ order: WorkerRequest, logger: Logger, cancellation: CancellationToken) {
        self.init(
            baseDirectory: order.request.baseDirectory, limits: order.request.limits, policy: order.policy,
            threads: order.threads, logger: logger, cancellation: cancellation)
    }
}
