internal import Libav
package import Probing
internal import Story
internal import Threading

/// Watches the stages of one clip: ends them if they stand still, and reports how they ended.
package struct Watchdog: Sendable {
    let context: ExportContext

    package init(context: ExportContext) {
        self.context = context
    }

    /// How long all stages together may stand still, in seconds. The slowest single step, one frame of a 50-megapixel
    /// photo or of 8K video on a loaded machine, takes a few.
    static let longestStandstill = 60.0

    /// Runs stages beside a clock; whichever ends first ends the other.
    ///
    /// - Throws: ``MediaError``, with code `cancelled` if the task is cancelled or the cancellation is raised.
    package func watch(_ stages: @escaping @Sendable () async throws -> Void) async throws(MediaError) {
        do {
            try await withTaskCancellationHandler {
                try await race(stages)
            } onCancel: {
                context.cancellation.cancel()
            }
        } catch let error as MediaError {
            throw error
        } catch is CancellationError {
            throw context.failure(.cancelled, .encode, "Stopped before it was finished.")
        } catch {
            throw context.failure(.bug, .encode, "\(error)", error as? LibavError)
        }
    }

    private func race(_ stages: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            // Like the clock, not on Swift's pool: work that keeps the pool busy would look as if the stages stood
            // still.
            group.addTask(executorPreference: StageExecutor("storymedia.stages")) { try await stages() }
            let clock = StageExecutor("storymedia.watchdog")
            group.addTask(executorPreference: clock) { try await wait(clock) }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Returns when nothing has moved for ``longestStandstill``.
    private func wait(_ clock: StageExecutor) async throws {
        var movement = context.report.movement
        while true {
            try await clock.sleep(for: Self.longestStandstill)
            let now = context.report.movement
            if now == movement {
                context.cancellation.cancel()
                throw context.failure(
                    .stalled, .decode, "No stage has made progress for \(Self.longestStandstill.inSeconds).")
            }
            movement = now
        }
    }
}
