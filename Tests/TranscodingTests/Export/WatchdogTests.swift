import Synchronization
import Testing

@testable import Transcoding

@Suite struct WatchdogTests {
    @Test("Stages begin on a thread of their own, however busy Swift's pool is")
    func leavesThePoolAlone() async throws {
        let context = try MixingTests.context(clip: nil, seconds: 1)
        let hasExecutor = Mutex(false)
        try await Watchdog(context: context).watch {
            let isOnOne = unsafe withUnsafeCurrentTask { task in unsafe task?.unownedTaskExecutor != nil }
            hasExecutor.withLock { $0 = isOnOne }
        }
        #expect(hasExecutor.withLock { $0 })
    }
}
