package import Files
package import Logging
package import Probing
package import Threading

/// Has workers perform the tasks of one input.
package struct WorkerClient: Sendable {
    private let input: String
    package let host: any WorkerHost
    private let threads: Int
    private let containment: Containment
    private let logger: Logger
    private let cancellation: CancellationToken

    /// - Parameters:
    ///   - input: the file or story that errors name.
    ///   - threads: how many threads each codec may use, 0 for one per core.
    ///   - logger: receives FFmpeg's log lines about the media.
    package init(
        _ input: String, host: any WorkerHost, threads: Int = 0, containment: Containment,
        logger: Logger, cancellation: CancellationToken
    ) {
        self.input = input
        self.host = host
        self.threads = threads
        self.containment = containment
        var logger = logger
        logger[metadataKey: "input"] = "\(input)"
        self.logger = logger
        self.cancellation = cancellation
    }

    /// Has a worker perform a task.
    ///
    /// - Parameters:
    ///   - files: the files to read, with their names in the task.
    ///   - outputs: makes the files that the worker writes; nil if it writes none.
    ///   - receive: called with each event, one after the other. An error that it throws ends the work.
    /// - Returns: the task's answer.
    package func perform<T: WorkerTask>(
        _ task: T, _ files: [(name: String, file: InputFile)], outputs: StagedOutputs? = nil,
        receive: @escaping @Sendable (WorkerEvent) async throws(MediaError) -> Void = { _ in }
    ) async throws(MediaError) -> T.Answer {
        let logger = logger
        let answer = try await host.perform(
            WorkerRequest(
                task, files: files.map(\.name), threads: threads, containment: containment,
                isVerbose: logger.logLevel <= .debug),
            files: files.map(\.file), outputs: outputs, cancellation: cancellation
        ) { (event) async throws(MediaError) in
            // Log lines are shown only on request, and never above the level of details.
            if case .log(_, let line) = event { logger.debug("\(line)") }
            try await receive(event)
        }
        try checkCancellation()
        return answer
    }

    package func checkCancellation() throws(MediaError) {
        guard cancellation.isCancelled else { return }
        throw MediaError.stopped(.publish, input)
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
