import Foundation
import JobsTestSupport
import TestSupport
import Testing

@testable import Jobs

@Suite struct QueueModelTests {
    /// Four that never change, and one that was never tried.
    private static let seeds = [1, 2, 3, 4, UInt64.random(in: 5...UInt64.max)]

    @Test(
        "Whatever several runners do in whatever order, the store does what the model says",
        arguments: StoreEngine.all, seeds)
    func followsModel(engine: StoreEngine, seed: UInt64) async throws {
        let queue = try TestQueue(engine)
        let (place, clock) = (queue.place, queue.clock)
        let operations = try await onThread {
            Result {
                var walk = try RandomWalk(seed: seed, engine, clock: clock) { try place.open(clock) }
                for _ in 0..<4000 { try walk.step() }
                try walk.finish()
                try place.check()
                return walk.operations
            }
        }.get()
        #expect(operations == 4000)
    }
}

/// Random calls, made to stores of one queue and to the model alike.
private struct RandomWalk {
    private let seed: UInt64
    private let engine: StoreEngine
    private let clock: TestClock
    private let open: () throws -> any JobStore
    private var stores: [any JobStore]
    private var model: QueueModel
    private var generator: SeededGenerator
    /// All claims that were ever given, lost ones too, newest last.
    private var claims: [Claim] = []
    private var lastID: Int64 = 0
    private var fences: [JobID: Int64] = [:]
    private var finals: [JobID: JobState] = [:]
    private(set) var operations = 0

    private static let policy = RetryPolicy(maxLosses: 5)

    init(
        seed: UInt64, _ engine: StoreEngine, clock: TestClock, open: @escaping () throws -> any JobStore
    ) throws {
        self.seed = seed
        self.engine = engine
        self.clock = clock
        self.open = open
        generator = SeededGenerator(seed: seed)
        model = QueueModel(clock: clock)
        stores = try (0..<3).map { _ in try open() }
    }

    // MARK: Chance

    private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }

    private mutating func anyStore() -> any JobStore { stores[below(stores.count)] }

    /// Mostly one of the last jobs, since the others have ended.
    private mutating func anyID() -> JobID { JobID(max(1, lastID - Int64(below(40)))) }

    private mutating func anyClaim() -> Claim? {
        claims.isEmpty ? nil : claims[claims.count - 1 - below(min(claims.count, 12))]
    }

    // MARK: Steps

    mutating func step() throws {
        operations += 1
        switch below(100) {
        case 0..<16: try submit()
        case 16..<40: try claim()
        case 40..<72: try write()
        case 72..<80: try renew()
        case 80..<86: try rescue()
        case 86..<91: try decide()
        // Whole seconds, which `Date` keeps exactly.
        case 91..<97: clock.advance(.seconds(1 + below(20)))
        case 97: clock.setDate(clock.date + Double(below(2 * 86_400) - 86_400))
        case 98: stores[below(stores.count)] = try open()
        default: if below(10) == 0, engine.isOfOneMachine { clock.reboot() }
        }
        if operations.isMultiple(of: 1000) { try compareAll() }
    }

    private mutating func submit() throws {
        let draft = JobDraft(
            kind: "work", payload: "\(below(2))", key: below(2) == 0 ? "\(below(30))" : nil,
            priority: below(10), publishAt: below(2) == 0 ? clock.date + Double(below(100)) : nil,
            runAt: below(4) == 0 ? clock.date + Double(below(60)) : nil, maxAttempts: 1 + below(4))
        let made = try anyStore().submit([draft])
        try agree("submit", made, [model.submit(draft)])
        if case .created(let job)? = made.first { lastID = job.id.number }
    }

    private mutating func claim() throws {
        let limit = 1 + below(3)
        let taken = try anyStore().take(
            RunnerID(machine: "elsewhere", process: 1, started: "elsewhere 1", instance: "\(below(4))"), limit
        )
        try agree("claim", taken.map(\.job), model.claim(limit, lease: 30))
        for (claim, job) in taken {
            try agree("claim's fence", claim.fence, job.fence)
            claims.append(claim)
        }
    }

    private mutating func renew() throws {
        let some = Array(Set((0..<3).compactMap { _ in anyClaim() }))
        try agree("status", try anyStore().status(of: some), model.status(of: some))
        try agree("renew", try anyStore().renew(some, lease: .seconds(30)), model.renew(some, lease: 30))
    }

    private mutating func write() throws {
        guard let claim = anyClaim() else { return }
        let store = anyStore()
        let now = clock.date
        let failure = JobFailure(
            attempt: 1, at: now, code: "x", message: "y", canRetry: true, isCrash: below(8) == 0)
        let wait: Duration? = below(5) == 0 ? nil : .seconds(below(30))
        let text = "\(below(3))"
        let before = model.entries[claim.job]?.job.status
        var decision: JobDecision?
        var isHeld = true
        switch below(8) {
        case 0:
            let progress = JobProgress(stage: text, fraction: 0.5, at: now)
            isHeld = model.write(claim) { $0.progress = progress }
            try check(isHeld) { try store.report(progress, for: claim) }
        case 1, 2:
            isHeld = model.write(claim) { job in
                job.steps.removeAll { $0.name == text }
                job.steps.append(JobStep(name: text, output: "o", finishedAt: now))
            }
            try check(isHeld) { try store.finish(step: text, output: "o", for: claim) }
        case 3, 4:
            // A second time by the same claim is allowed and does nothing.
            let known = model.entries[claim.job]?.job
            let isAgain = known?.state == .completed && known?.fence == claim.fence && known?.result == "done"
            isHeld = model.write(claim) { job in
                job.state = .completed
                job.result = "done"
            }
            if isHeld { decision = try before?.succeed() }
            try check(isHeld || isAgain) { try store.complete(claim, result: "done") }
        case 5:
            isHeld = model.write(claim) { job in
                job.failures.append(failure)
                if job.isCancelRequested {
                    job.state = .cancelled
                } else if wait != nil, job.attempt < job.maxAttempts {
                    job.state = .retryable
                } else {
                    job.state = .discarded
                }
            }
            if isHeld { decision = try before?.fail(failure, retryAfter: wait) }
            if isHeld, let wait { model.wait(claim.job, wait) }
            try check(isHeld) { _ = try store.fail(claim, failure, retryAfter: wait) }
        case 6:
            isHeld = model.write(claim) { job in
                job.state = job.isCancelRequested ? .cancelled : .available
                job.attempt -= 1
            }
            if isHeld { decision = try before?.release() }
            try check(isHeld) { _ = try store.release(claim) }
        default:
            guard model.entries[claim.job]?.job.isCancelRequested == true else {
                isHeld = model.write(claim) { _ in }
                return try check(isHeld) { try store.withClaim(claim) {} }
            }
            isHeld = model.write(claim) { $0.state = .cancelled }
            if isHeld { decision = try before?.confirmCancel() }
            try check(isHeld) { try store.confirmCancel(claim) }
        }
        // What is decided without a store is what the model says, and so what the store does.
        if let decision { try agree("decision", decision.status, model.entries[claim.job]?.job.status) }
        try compare(claim.job)
    }

    private mutating func rescue() throws {
        let store = anyStore()
        let rescued = try store.rescue(Self.policy)
        var chosen: [JobID: Job] = [:]
        for id in rescued {
            chosen[id] = try store.job(id)
            guard let job = chosen[id], job.state == .retryable else { continue }
            let wait = job.runAt.timeIntervalSince(clock.date)
            try agree("wait between 1.5 s and 600 s", (1.4...600.1).contains(wait), true)
        }
        let expected = model.rescue(maxLosses: Self.policy.maxLosses, chosen: chosen)
        try agree("rescue", Set(rescued), Set(expected))
        for id in rescued { try compare(id) }
    }

    private mutating func decide() throws {
        let (id, store) = (anyID(), anyStore())
        switch below(10) {
        case 0..<3: try agree("cancel", try store.cancel(id), model.cancel(id))
        case 3..<6:
            let isAllowed = model.retry(id)
            let job = try? store.retry(id)
            try agree("retry", job, isAllowed)
            finals[id] = nil
        case 6:
            try agree("due", try store.nextDue(), model.nextDue)
        default:
            let (age, keep) = (below(200), below(60))
            let count = try store.prune(endedFor: .seconds(age), keeping: keep)
            try agree("prune", count, model.prune(endedFor: Double(age), keeping: keep))
        }
        if model.entries[id] != nil { try compare(id) }
    }

    /// Works until nothing is left: every job that was accepted has an end.
    mutating func finish() throws {
        try compareAll()
        var rounds = 0
        while !model.live.isEmpty {
            rounds += 1
            try agree("an end in time", rounds < 200, true)
            clock.advance(.seconds(86_400))
            try rescue()
            let taken = try stores[0].take(
                RunnerID(machine: "elsewhere", process: 1, started: "elsewhere 1", instance: "end"), 50)
            try agree("claim", taken.map(\.job), model.claim(50, lease: 30))
            for (claim, _) in taken {
                _ = model.write(claim) { job in
                    job.state = .completed
                    job.result = "done"
                }
                try stores[1].complete(claim, result: "done")
            }
        }
        try compareAll()
    }

    // MARK: Judging

    private struct Disagreement: Error, CustomStringConvertible {
        let description: String
    }

    private func agree<V: Equatable>(_ what: String, _ store: V, _ model: V) throws {
        guard store == model else {
            throw Disagreement(
                description: "seed \(seed), operation \(operations), \(what):\nstore \(store)\nmodel \(model)"
            )
        }
    }

    private func check(_ isHeld: Bool, _ call: () throws -> Void) throws {
        if isHeld { try call() } else { try agree("a lost claim", code(of: call), .claimLost) }
    }

    private mutating func compare(_ id: JobID) throws {
        let job = try stores[0].job(id)
        try agree("job \(id)", job, model.shown(id))
        guard let job else { return }
        try agree("job \(id)'s fence grows", job.fence >= fences[id, default: 0], true)
        fences[id] = job.fence
        if let final = finals[id] { try agree("job \(id)'s final state", job.state, final) }
        finals[id] = job.state.isFinal ? job.state : nil
    }

    private mutating func compareAll() throws {
        let jobs = try stores[0].jobs(JobQuery(limit: 10_000))
        try agree("jobs", jobs.map(\.id), model.jobs.map(\.id))
        for job in jobs { try compare(job.id) }
        let given = claims.map { "\($0.job) \($0.fence)" }
        try agree("claims given once", Set(given).count, given.count)
        let counts = try stores[1].counts().filter { $0.value > 0 }
        try agree("counts", counts, Dictionary(grouping: model.jobs, by: \.state).mapValues(\.count))
    }
}
