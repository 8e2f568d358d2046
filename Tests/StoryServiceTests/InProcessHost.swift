import Libav
import Logging
import Transcoding

@testable import StoryService

/// Carries orders out in the test's own process, where nothing need be confined.
struct InProcessHost: WorkerHost {
    func carryOut(
        _ order: WorkOrder, files: [InputFile], interruption: Interruption,
        receive: @escaping @Sendable (WorkMessage) async throws(MediaError) -> Void
    ) async throws(MediaError) {
        let (messages, continuation) = AsyncStream.makeStream(of: WorkMessage.self)
        let worker = Worker(
            order: order, logger: Logger(label: "test"), interruption: interruption,
            send: { continuation.yield($0) })
        let work = Task { () -> Result<Void, MediaError> in
            defer { continuation.finish() }
            do throws(MediaError) { return .success(try await worker.run()) } catch { return .failure(error) }
        }
        for await message in messages {
            do throws(MediaError) {
                try await receive(message)
            } catch {
                interruption.raise()
                _ = await work.value
                throw error
            }
        }
        try await work.value.get()
    }
}
