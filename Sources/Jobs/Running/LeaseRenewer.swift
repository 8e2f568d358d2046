internal import Foundation
internal import Threading

/// The thread that keeps a runner's claims, and hears who wants a job to end.
///
/// It has a thread and a store of its own, so that neither an encoder on all cores nor another process's long
/// transaction makes a lease run out.
final class LeaseRenewer: Sendable {
    private let store: any JobStore
    private let running: RunningJobs
    private let lease: Duration
    private let policy: RetryPolicy
    private let onEvent: @Sendable (RunnerEvent) -> Void
    private let end = Lock(false)
    private let wakeup = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)

    /// The longest time until a running job hears that it was cancelled.
    private static let listening: Duration = .milliseconds(200)
    /// How long a runner that died goes unnoticed by the others.
    private static let rescuing: Duration = .seconds(1)

    init(
        store: any JobStore, running: RunningJobs, lease: Duration, policy: RetryPolicy,
        onEvent: @escaping @Sendable (RunnerEvent) -> Void
    ) {
        self.store = store
        self.running = running
        self.lease = lease
        self.policy = policy
        self.onEvent = onEvent
    }

    func start() {
        let thread = Thread { [self] in
            work()
            ended.signal()
        }
        thread.name = "jobs-leases"
        thread.start()
    }

    /// Ends the thread, and blocks until it has ended.
    func finish() {
        end.withLock { $0 = true }
        wakeup.signal()
        ended.wait()
    }

    private func work() {
        // Three times per lease, so that two attempts may fail.
        let interval = lease / 3
        var nextRenewal = ContinuousClock.now + interval
        var nextRescue = ContinuousClock.now
        var lastCount: Int64?
        while !end.withLock({ $0 }) {
            let now = ContinuousClock.now
            let claims = running.claims
            do throws(JobStoreError) {
                if now >= nextRenewal {
                    nextRenewal = now + interval
                    running.apply(try store.renew(claims, lease: lease), leaseEnd: now + lease)
                } else if !claims.isEmpty {
                    let count = try store.changeCount()
                    if count != lastCount {
                        running.apply(try store.status(of: claims), leaseEnd: nil)
                        lastCount = count
                    }
                }
            } catch {
                onEvent(.storeFailed(error))
                // Soon again, but not as often as one listens.
                nextRenewal = now + lease / 30
                Thread.sleep(forTimeInterval: (lease / 30).seconds)
            }
            // The job must have stopped before another runner begins with it.
            running.stop(leasesEndingBefore: .now + min(.seconds(5), lease / 6))
            if now >= nextRescue {
                nextRescue = now + Self.rescuing
                rescue()
            }
            _ = wakeup.wait(timeout: .now() + min(Self.listening, interval).seconds)
        }
    }

    /// Takes over what runners have left that are gone.
    func rescue() {
        do throws(JobStoreError) {
            let rescued = try store.rescue(policy)
            if !rescued.isEmpty { onEvent(.rescued(rescued)) }
        } catch {
            onEvent(.storeFailed(error))
        }
    }
}
