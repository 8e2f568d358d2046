internal import Libav
package import Probing
internal import Story
internal import Threading

/// Looks after the stages of one clip: ends them when they stand still, and says how they ended.
package struct Watchdog: Sendable {
    let context: ExportContext

    package init(context: ExportContext) {
        self.context = context
    }

    /// How long all stages together may stand still, in seconds. The slowest single step, one frame of
    /// a 50-megapixel photo or of 8K video on a loaded machine, takes a few.
    static let longestStandstill = 60.0

    /// Runs stages beside a clock; whichever ends first ends the other.
    ///
    /// - Throws: ``MediaError``; with code `cancelled` where the task or the cancellation says so.
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
            // Not on Swift's pool, as the clock is not: who keeps that busy would seem to keep the stages still.
            group.addTask(executorPreference: StageExecutor("storymedia.stages")) { try await stages() }
            let clock = StageExecutor("storymedia.watchdog")
            group.addTask(executorPreference: clock) { try await wait(clock) }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Ends when nothing has moved for ``longestStandstill``.
    private func wait(_ clock: StageExecutor) async throws {
        var movement = context.report.movement
        while true {
            try await clock.sleep(for: Self.longestStandstill)
            let now = context.report.movement
            if now == movement {
                context.cancellation.cancel()
                throw context.failure(
                    .stalled, .decode, "Nothing has moved for \(Self.longestStandstill.inSeconds).")
            }
            movement = now
        }
    }
}
