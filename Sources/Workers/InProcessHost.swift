public import Files
internal import Logging
public import Probing
public import Threading

/// Performs tasks in the calling process. For programs that trust their files, or that are confined already.
public struct InProcessHost: WorkerHost {
    public init() {}

    public func perform<T: WorkerTask>(
        _ request: WorkerRequest<T>, files: [InputFile], outputs: StagedOutputs?,
        cancellation: CancellationToken,
        receive: @escaping @Sendable (WorkerEvent) async throws(MediaError) -> Void
    ) async throws(MediaError) -> T.Answer {
        let (events, continuation) = AsyncStream.makeStream(of: WorkerEvent.self)
        let worker = Worker(
            for: request, isConfined: false,
            logger: Logger(label: "storymedia.worker") { _ in SwiftLogNoOpLogHandler() },
            cancellation: cancellation, outputs: LocalOutputs(outputs: outputs),
            send: { continuation.yield($0) })
        let work = Task(executorPreference: StageExecutor("storymedia.work")) {
            () -> Result<T.Answer, MediaError> in
            defer { continuation.finish() }
            do throws(MediaError) {
                return .success(try await request.task.perform(in: worker))
            } catch {
                return .failure(error)
            }
        }
        for await event in events {
            do throws(MediaError) {
                try await receive(event)
            } catch {
                cancellation.cancel()
                _ = await work.value
                throw error
            }
        }
        return try await work.value.get()
    }

    public func verifier(_ containment: Containment) -> OutputVerifier { .sameProcess }
}
