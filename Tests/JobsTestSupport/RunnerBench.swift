package import Jobs
internal import TestSupport
internal import Threading

/// A queue on this machine's clock, and runners that tell what they do.
package final class RunnerBench: Sendable {
    private let directory: TemporaryDirectory
    private let place: StoreEngine.Place
    private let log = Lock<[RunnerEvent]>([])
    private let renewalCount = Lock(0)

    package init(_ engine: StoreEngine) throws {
        let directory = try TemporaryDirectory(isInMemory: true)
        place = try engine.place(directory.path)
        self.directory = directory
    }

    package var events: [RunnerEvent] { log.withLock { $0 } }

    package var storeFailures: [JobStoreError.Code] {
        events.compactMap { if case .storeFailed(let error) = $0 { error.code } else { nil } }
    }

    /// How often runners have renewed the lease of a claim.
    package var renewals: Int { renewalCount.withLock { $0 } }

    package func open() throws(JobStoreError) -> any JobStore { try place.open(SystemClock()) }

    /// - Parameters:
    ///   - flag: while it is set, the runner's stores cannot write.
    ///   - code: what they say then.
    ///   - index: of the only store that does so, in the order in which they are opened; nil for all.
    package func runner(
        cores: Int = 2, slots: Int = 1, policy: RetryPolicy = RetryPolicy(), lease: Duration = .seconds(30),
        breaking flag: Flag = Flag(), as code: JobStoreError.Code = .diskFull, only index: Int? = nil,
        perform: @escaping @Sendable (Job, JobContext) async -> JobOutcome
    ) -> Runner {
        let opened = Lock(0)
        return Runner(
            kinds: ["work"], budget: ConcurrencyLimits(cores: cores, memory: slots, memoryPerJob: 1),
            policy: policy,
            lease: lease,
            openStore: { [self] () throws(JobStoreError) in
                let number = opened.withLock { count in
                    count += 1
                    return count - 1
                }
                let breaks = index == nil || index == number
                return BreakableStore(try open(), isBroken: breaks ? flag : Flag(), code: code) {
                    [self] count in
                    renewalCount.withLock { $0 += count }
                }
            },
            onEvent: { [self] event in log.withLock { $0.append(event) } }, perform: perform)
    }

    package func removeQueue() { place.remove() }

    /// Waits until something is so; ten minutes are for a hang, since a thousand tests share a thread for each
    /// core.
    package func eventually(_ isSo: () throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(600)
        while try !isSo() {
            guard ContinuousClock.now < deadline else { throw NotWithinTenMinutes() }
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}

private struct NotWithinTenMinutes: Error {}
