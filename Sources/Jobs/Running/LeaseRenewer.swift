internal import Foundation
internal import Threading

/// The thread that renews a runner's claims and notices cancelled jobs.
///
/// It has its own thread and its own store, so that no lease expires because of an encoder on all cores or a long
/// transaction of another process.
final class LeaseRenewer: Sendable {
    private let store: any JobStore
    private let changes: any JobStoreChanges
    private let running: RunningJobs
    private let lease: Duration
    private let policy: RetryPolicy
    private let onEvent: @Sendable (RunnerEvent) -> Void
    private let end = Lock(false)
    private let wakeup = Bell()
    private let ended = Bell()

    /// The longest time until a running job learns that it was cancelled, or that its lease is ending.
    static let latency: Duration = .milliseconds(200)
    /// The longest time until other runners notice that a runner has died.
    private static let rescuing: Duration = .seconds(1)

    /// - Parameter changes: changes of the same store; no other thread waits for them.
    init(
        store: any JobStore, changes: any JobStoreChanges, running: RunningJobs, lease: Duration,
        policy: RetryPolicy,
        onEvent: @escaping @Sendable (RunnerEvent) -> Void
    ) {
        self.store = store
        self.changes = changes
        self.running = running
        self.lease = lease
        self.policy = policy
        self.onEvent = onEvent
    }

    func start() {
        let thread = Thread { [self] in
            work()
            ended.ring()
        }
        thread.name = "jobs-leases"
        thread.start()
    }

    /// Ends the thread, and blocks until it has ended.
    func finish() {
        end.withLock { $0 = true }
        wakeup.ring()
        changes.wakeUp()
        while !ended.wait(upTo: .seconds(60)) {}
    }

    private func work() {
        // Three renewals per lease, so that two may fail.
        let interval = lease / 3
        var nextRenewal = ContinuousClock.now + interval
        var nextRescue = ContinuousClock.now
        // Whether the claims may have changed since the last query.
        var hasChanged = true
        while !end.withLock({ $0 }) {
            let now = ContinuousClock.now
            let claims = running.claims
            do throws(JobStoreError) {
                if now >= nextRenewal {
                    nextRenewal = now + interval
                    running.apply(try store.renew(claims, lease: lease), leaseEnd: now + lease)
                } else if !claims.isEmpty {
                    if try changes.wait(upTo: .zero) { hasChanged = true }
                    if hasChanged {
                        running.apply(try store.status(of: claims), leaseEnd: nil)
                        hasChanged = false
                    }
                }
            } catch {
                onEvent(.storeFailed(error))
                // Try again soon, but less often than the thread listens.
                nextRenewal = now + lease / 30
                wakeup.wait(upTo: lease / 30)
            }
            // The job must have stopped before another runner starts it.
            running.stop(leasesEndingBefore: .now + min(.seconds(5), lease / 6))
            if now >= nextRescue {
                nextRescue = now + Self.rescuing
                rescue()
            }
            if listen(upTo: min(Self.latency, interval)) { hasChanged = true }
        }
    }

    /// Waits until it is time to check the leases again, or until a change that may affect the running jobs.
    ///
    /// - Returns: whether something may have changed.
    private func listen(upTo limit: Duration) -> Bool {
        guard !running.claims.isEmpty else {
            wakeup.wait(upTo: limit)
            return false
        }
        do throws(JobStoreError) {
            return try changes.wait(upTo: limit)
        } catch {
            onEvent(.storeFailed(error))
            wakeup.wait(upTo: lease / 30)
            return true
        }
    }

    /// Takes jobs over from runners that are gone.
    func rescue() {
        do throws(JobStoreError) {
            let rescued = try store.rescue(policy)
            if !rescued.isEmpty { onEvent(.rescued(rescued)) }
        } catch {
            onEvent(.storeFailed(error))
        }
    }
}
