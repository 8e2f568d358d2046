import Foundation
import JobsTestSupport

@testable import Jobs

/// What a store has to do, said as simply as possible: an array, and no durability.
struct QueueModel {
    struct Entry {
        var job: Job
        /// Since boot, in seconds; nil unless it runs.
        var leaseEnd: Double?
        var leaseBoot = ""
        /// Until when it waits for its next attempt, in whole milliseconds.
        var wait: Wait?
    }

    struct Wait {
        let boot: String
        let until: Duration
        let length: Duration
    }

    private(set) var entries: [JobID: Entry] = [:]
    /// Those that are not final.
    private(set) var live: Set<JobID> = []
    private var lastNumber: Int64 = 0
    let clock: TestClock

    init(clock: TestClock) {
        self.clock = clock
    }

    var jobs: [Job] { entries.values.map(\.job).sorted { $0.id > $1.id } }

    /// A job as the store shows it: a wait that goes on ends at another time of day when the clock is set.
    func shown(_ id: JobID) -> Job? {
        guard let entry = entries[id] else { return nil }
        var job = entry.job
        if let wait = entry.wait, wait.boot == clock.boot {
            job.runAt = clock.date(in: wait.until - clock.sinceBoot)
        }
        return job
    }

    /// In how long a job becomes due.
    var nextDue: Duration? {
        live.compactMap { entries[$0] }.compactMap { entry -> Duration? in
            if let wait = entry.wait {
                return wait.boot == clock.boot ? wait.until - clock.sinceBoot : .zero
            }
            guard entry.job.state == .scheduled else { return nil }
            return .milliseconds(entry.job.runAt.milliseconds - clock.date.milliseconds)
        }.min()
    }

    /// A job that is `retryable` waits so long.
    mutating func wait(_ id: JobID, _ length: Duration) {
        guard entries[id]?.job.state == .retryable else { return }
        entries[id]?.wait = Wait(boot: clock.boot, until: clock.sinceBoot + length, length: length)
        entries[id]?.job.runAt = clock.date(in: length)
    }

    /// After a restart the time of day tells how much of a wait is left.
    private mutating func adoptWaits() {
        for id in live {
            guard let entry = entries[id], let wait = entry.wait, wait.boot != clock.boot else { continue }
            let left = Duration.milliseconds(
                max(0, entry.job.runAt.milliseconds - clock.date.milliseconds))
            entries[id]?.wait = Wait(
                boot: clock.boot, until: clock.sinceBoot + min(wait.length, left), length: wait.length)
        }
    }

    /// The job of a claim that holds.
    private func held(_ claim: Claim) -> Job? {
        guard let job = entries[claim.job]?.job, job.state == .running, job.fence == claim.fence
        else { return nil }
        return job
    }

    private mutating func put(_ job: Job) {
        entries[job.id, default: Entry(job: job)].job = job
        if job.state != .running { entries[job.id]?.leaseEnd = nil }
        if job.state != .retryable { entries[job.id]?.wait = nil }
        if job.state.isFinal { live.remove(job.id) } else { live.insert(job.id) }
    }

    // MARK: What a store does, by the same names

    mutating func submit(_ draft: JobDraft) -> Submission {
        if let key = draft.key, var owner = entries.values.first(where: { $0.job.key == key })?.job {
            guard owner.state == .cancelled || owner.state == .discarded else {
                let shown = shown(owner.id) ?? owner
                return owner.payload == draft.payload ? .existing(shown) : .conflict(shown)
            }
            owner.key = nil
            put(owner)
        }
        lastNumber += 1
        let now = clock.date
        let runAt = draft.runAt ?? now
        let job = Job(
            id: JobID(lastNumber), kind: draft.kind, payload: draft.payload, key: draft.key,
            reference: draft.reference, state: runAt <= now ? .available : .scheduled,
            priority: draft.priority, publishAt: draft.publishAt, runAt: runAt, createdAt: now,
            startedAt: nil, finishedAt: nil, attempt: 0, maxAttempts: draft.maxAttempts, fence: 0,
            isCancelRequested: false, progress: nil, steps: [], failures: [], result: nil)
        put(job)
        return .created(job)
    }

    mutating func claim(_ limit: Int, lease: Double) -> [Job] {
        let now = clock.date
        adoptWaits()
        for id in live {
            guard let entry = entries[id] else { continue }
            var job = entry.job
            let isDue =
                switch job.state {
                case .scheduled: job.runAt <= now
                case .retryable: entry.wait.map { $0.until <= clock.sinceBoot } ?? false
                default: false
                }
            guard isDue else { continue }
            job.state = .available
            put(job)
        }
        let available = live.compactMap { entries[$0]?.job }.filter { $0.state == .available }
        let order = available.sorted { a, b in
            let (x, y) = (a.publishAt ?? .distantFuture, b.publishAt ?? .distantFuture)
            return (a.priority, x, a.runAt, a.id) < (b.priority, y, b.runAt, b.id)
        }
        return order.prefix(limit).map { job in
            var job = job
            job.state = .running
            job.attempt += 1
            job.fence += 1
            job.startedAt = now
            job.progress = nil
            put(job)
            extend(job.id, lease)
            return job
        }
    }

    private mutating func extend(_ id: JobID, _ lease: Double) {
        entries[id]?.leaseEnd = clock.sinceBoot.inSeconds + lease
        entries[id]?.leaseBoot = clock.boot
    }

    mutating func renew(_ claims: [Claim], lease: Double) -> [Claim: ClaimStatus] {
        for claim in claims where held(claim) != nil { extend(claim.job, lease) }
        return status(of: claims)
    }

    func status(of claims: [Claim]) -> [Claim: ClaimStatus] {
        var statuses: [Claim: ClaimStatus] = [:]
        for claim in claims {
            statuses[claim] = held(claim).map { $0.isCancelRequested ? .cancelRequested : .held } ?? .lost
        }
        return statuses
    }

    /// - Returns: whether the claim held; what else changes a job by its claim is said by `change`.
    mutating func write(_ claim: Claim, _ change: (inout Job) -> Void) -> Bool {
        guard var job = held(claim) else { return false }
        change(&job)
        if job.state.isFinal { job.finishedAt = clock.date }
        put(job)
        return true
    }

    /// - Parameter chosen: what the store has made of the jobs: its waits are random, and its sentences
    ///   its own.
    mutating func rescue(maxLosses: Int, chosen: [JobID: Job]) -> [JobID] {
        let now = clock.sinceBoot.inSeconds
        let doomed = live.compactMap { entries[$0] }.filter { entry in
            guard let end = entry.leaseEnd else { return false }
            return entry.leaseBoot != clock.boot || end <= now
        }
        for entry in doomed {
            var job = entry.job
            let isRestart = entry.leaseBoot != clock.boot
            job.failures.append(
                JobFailure(
                    attempt: job.attempt, at: clock.date,
                    code: isRestart ? "machineRestarted" : "leaseExpired",
                    message: chosen[job.id]?.failures.last?.message ?? "", canRetry: true,
                    isCrash: false))
            job.attempt -= 1
            if job.isCancelRequested {
                job.state = .cancelled
            } else if job.losses >= maxLosses {
                job.state = .discarded
            } else if job.losses <= 3 {
                job.state = .available
            } else {
                job.state = .retryable
            }
            if job.state.isFinal { job.finishedAt = clock.date }
            put(job)
            if let runAt = chosen[job.id]?.runAt {
                wait(job.id, .milliseconds(runAt.milliseconds - clock.date.milliseconds))
            }
        }
        return doomed.map(\.job.id)
    }

    mutating func cancel(_ id: JobID) -> Job? {
        guard var job = entries[id]?.job, !job.state.isFinal else { return shown(id) }
        job.isCancelRequested = true
        if job.state != .running {
            job.state = .cancelled
            job.finishedAt = clock.date
        }
        put(job)
        return job
    }

    /// - Returns: nil where the job is missing, or where its state does not allow it.
    mutating func retry(_ id: JobID) -> Job? {
        guard var job = entries[id]?.job,
            [.scheduled, .retryable, .cancelled, .discarded].contains(job.state)
        else { return nil }
        job.state = .available
        job.runAt = clock.date
        job.finishedAt = nil
        job.isCancelRequested = false
        job.maxAttempts = max(job.maxAttempts, job.attempt + 1)
        put(job)
        return job
    }

    mutating func prune(endedFor age: Double, keeping keep: Int) -> Int {
        let latest = clock.date - age
        let ended = jobs.filter(\.state.isFinal).sorted {
            ($0.finishedAt ?? .distantPast, $0.id) > ($1.finishedAt ?? .distantPast, $1.id)
        }
        let doomed = ended.dropFirst(keep).filter { ($0.finishedAt ?? .distantFuture) <= latest }
        for job in doomed { entries[job.id] = nil }
        return doomed.count
    }
}

extension TestClock {
    /// The time of day after a while, in whole milliseconds.
    fileprivate func date(in duration: Duration) -> Date {
        Date(milliseconds: date.milliseconds + duration.milliseconds)
    }
}

extension Duration {
    fileprivate var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
