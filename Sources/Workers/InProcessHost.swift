public import Files
internal import Logging
public import Probing
public import Threading

/// Performs requests in the calling process. For programs that trust their files, or that are confined already.
public struct InProcessHost: WorkerHost {
    public init() {}

    public func perform(
        _ order: WorkerRequest, files: [InputFile], outputs: StagedOutputs?, cancellation: CancellationToken,
        receive: @escaping @Sendable (WorkerMessage) async throws(MediaError) -> Void
    ) async throws(MediaError) {
        let (messages, continuation) = AsyncStream.makeStream(of: WorkerMessage.self)
        let worker = Worker(
            order: order, logger: Logger(label: "storymedia.worker") { _ in SwiftLogNoOpLogHandler() },
            cancellation: cancellation, outputs: LocalOutputs(outputs: outputs),
            send: { continuation.yield($0) })
        let work = Task(executorPreference: StageExecutor("storymedia.work")) {
            () -> Result<Void, MediaError> in
            defer { continuation.finish() }
            do throws(MediaError) { return .success(try await worker.run()) } catch { return .failure(error) }
        }
        for await message in messages {
            do throws(MediaError) {
                try await receive(message)
            } catch {
                cancellation.cancel()
                _ = await work.value
                throw error
            }
        }
        try await work.value.get()
    }

    public func verifier(_ containment: Containment) -> OutputVerifier { .sameProcess }
}
