import Synchronization
import Testing
internal import Threading

@testable import Workers

@Suite struct AdmissionTests {
    @Test("Requests get in one by one, in the order in which they came")
    func keepsOrder() async throws {
        let admission = Admission(limit: 1)
        #expect(await admission.enter(unless: { false }))
        let entered = Mutex<[Int]>([])
        await withTaskGroup { group in
            for number in 1...5 {
                group.addTask { @Sendable in
                    guard await admission.enter(unless: { false }) else { return }
                    entered.withLock { $0.append(number) }
                    admission.leave()
                }
                while admission.waiting < number { await Task.yield() }
            }
            #expect(entered.withLock { $0 } == [])
            admission.leave()
        }
        #expect(entered.withLock { $0 } == Array(1...5))
    }

    @Test("As many requests are in as the limit says")
    func fillsUp() async {
        let admission = Admission(limit: 2)
        #expect(await admission.enter(unless: { false }))
        #expect(await admission.enter(unless: { false }))
        #expect(await admission.enter(unless: { true }) == false)
        admission.leave()
        #expect(await admission.enter(unless: { true }))
    }

    @Test("A request that is stopped or cancelled gives its turn to the next one")
    func givesUp() async throws {
        let admission = Admission(limit: 1)
        #expect(await admission.enter(unless: { false }))
        let cancelled = Task { await admission.enter(unless: { false }) }
        let stopped = CancellationToken()
        let other = Task { await admission.enter(unless: { stopped.isCancelled }) }
        while admission.waiting < 2 { await Task.yield() }
        cancelled.cancel()
        stopped.cancel()
        #expect(await cancelled.value == false)
        #expect(await other.value == false)
        admission.leave()
        #expect(await admission.enter(unless: { true }))
    }
}
