package import Files
package import Logging
package import Probing
package import Threading
package import Transcoding

/// Sends a request's work to workers.
package struct WorkerClient: Sendable {
    private let request: IngestRequest
    package let host: any WorkerHost
    private let threads: Int
    private let containment: Containment
    private let logger: Logger
    private let cancellation: CancellationToken

    /// - Parameters:
    ///   - threads: how many threads each codec may use, 0 for one per core.
    ///   - logger: receives FFmpeg's log lines about the media.
    package init(
        _ request: IngestRequest, host: any WorkerHost, threads: Int = 0, containment: Containment,
        logger: Logger, cancellation: CancellationToken
    ) {
        self.request = request
        self.host = host
        self.threads = threads
        self.containment = containment
        var logger = logger
        logger[metadataKey: "input"] = "\(request.input)"
        self.logger = logger
        self.cancellation = cancellation
    }

    /// Has a worker perform a task.
    ///
    /// - Parameters:
    ///   - files: the files to read, with their names in the request.
    ///   - outputs: makes the files that the worker writes; nil if it writes none.
    ///   - statistics: see ``WorkerRequest/statistics``.
    ///   - verifying: the outputs to verify, for that task.
    ///   - made: the slides that are made already.
    ///   - preview: what to draw, for that task.
    ///   - receive: called with each message, one after the other. An error that it throws ends the work.
    package func perform(
        _ task: WorkerRequest.Task, _ files: [(name: String, file: InputFile)], outputs: StagedOutputs? = nil,
        statistics: String? = nil, made: Set<Int> = [], preview: PreviewOptions? = nil,
        verifying: [FinishedOutput] = [],
        receive: @escaping @Sendable (WorkerMessage) async throws(MediaError) -> Void
    ) async throws(MediaError) {
        var order = WorkerRequest(
            task, request, threads: threads, containment: containment,
            isVerbose: logger.logLevel <= .debug)
        order.files = files.map(\.name)
        order.outputs = verifying
        order.statistics = statistics
        order.madeSlides = made
        order.preview = preview
        let logger = logger
        try await host.perform(
            order, files: files.map(\.file), outputs: outputs, cancellation: cancellation
        ) { (message) async throws(MediaError) in
            // Log lines are shown only on request, and never above the level of details.
            if case .log(_, let line) = message { logger.debug("\(line)") }
            try await receive(message)
        }
        try checkCancellation()
    }

    package func checkCancellation() throws(MediaError) {
        guard cancellation.isCancelled else { return }
        throw MediaError.stopped(.publish, request.input)
    }

    /// Runs blocking and computing work outside Swift's thread pool. Cancelling the calling task cancels the token.
    package static func onOwnThread<R: Sendable>(
        _ cancellation: CancellationToken, _ work: @escaping @Sendable () async throws(MediaError) -> R
    ) async throws(MediaError) -> R {
        let task = Task(executorPreference: StageExecutor("storymedia.ingest")) {
            () async -> Result<R, MediaError> in
            do throws(MediaError) { return .success(try await work()) } catch { return .failure(error) }
        }
        return try await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            cancellation.cancel()
        }.get()
    }
}
