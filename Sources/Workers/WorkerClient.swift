package import Files
package import Logging
package import Probing
package import Threading
package import Transcoding

/// What a request wants from workers, and how it is asked of them.
package struct WorkerClient: Sendable {
    private let request: IngestRequest
    package let host: any WorkerHost
    private let threads: Int
    private let containment: Containment
    private let logger: Logger
    private let cancellation: CancellationToken

    /// - Parameters:
    ///   - threads: how many each codec may use, 0 for one per core.
    ///   - logger: receives FFmpeg's lines about the media.
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

    /// Has a worker do it.
    ///
    /// - Parameters:
    ///   - files: what it reads, by the names that the request has for them.
    ///   - outputs: makes what it writes, if it does.
    ///   - statistics: see ``WorkerRequest/statistics``.
    ///   - verifying: what to verify, where that is the task.
    ///   - made: slides that are made already.
    ///   - preview: what to draw, where that is the task.
    ///   - receive: gets its messages, one after the other; what it throws ends the work.
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
            // A worker's words are seen by a person who asked for them, and never as more than details.
            if case .log(_, let line) = message { logger.debug("\(line)") }
            try await receive(message)
        }
        try checkCancellation()
    }

    package func checkCancellation() throws(MediaError) {
        guard cancellation.isCancelled else { return }
        throw MediaError.stopped(.publish, request.input)
    }

    /// Runs blocking and computing work beside Swift's pool. Cancelling the caller raises the
    /// cancellation.
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
