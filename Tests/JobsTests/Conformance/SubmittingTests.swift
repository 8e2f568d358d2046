import Foundation
import Jobs
import JobsTestSupport
import Testing

@Suite struct SubmittingTests {
    @Test("A job is found again as it was submitted, by any store", arguments: StoreEngine.all)
    func isFound(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        let publishAt = queue.clock.date + 3600
        let draft = JobDraft(
            kind: "work", payload: #"{"a": "Zoë 🎬"}"#, key: "k", reference: "r", priority: 2,
            publishAt: publishAt, runAt: nil, maxAttempts: 7)
        let job = try store.add(draft)
        #expect(job.payload == draft.payload && job.kind == "work" && job.key == "k")
        #expect(job.reference == "r" && job.priority == 2 && job.publishAt == publishAt)
        #expect(job.runAt == queue.clock.date && job.createdAt == queue.clock.date)
        #expect(job.maxAttempts == 7 && job.attempt == 0 && job.fence == 0 && job.state == .available)
        #expect(job.startedAt == nil && job.finishedAt == nil && !job.isCancelRequested)
        #expect(job.progress == nil && job.steps.isEmpty && job.failures.isEmpty && job.result == nil)
        #expect(try queue.open().job(job.id) == job)
        #expect(try store.job(JobID(job.id.number + 1)) == nil)
    }

    @Test("A job with a time in the future is scheduled", arguments: StoreEngine.all)
    func isScheduled(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        let later = JobDraft(kind: "work", payload: "", runAt: queue.clock.date + 60)
        let past = JobDraft(kind: "work", payload: "", runAt: queue.clock.date - 60)
        #expect(try store.add(later).state == .scheduled)
        #expect(try store.nextDue() == .seconds(60))
        #expect(try store.add(past).state == .available)
    }

    @Test("A key makes one job, however often it is submitted", arguments: StoreEngine.all)
    func keyIsUnique(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        let draft = JobDraft(kind: "work", payload: "1", key: "k")
        let other = JobDraft(kind: "work", payload: "2", key: "k")
        let otherKind = JobDraft(kind: "play", payload: "1", key: "k")
        let job = try store.add(draft)
        #expect(
            try store.submit([draft, other, otherKind])
                == [.existing(job), .conflict(job), .conflict(job)])
        let taken = try #require(try store.take(queue.runner).first)
        try store.complete(taken.claim, result: "done")
        guard case .existing(let completed) = try store.submit([draft]).first else {
            Issue.record("a completed job must keep its key")
            return
        }
        #expect(completed.state == .completed && completed.result == "done")
    }

    @Test("A job that was given up loses its key to a new one", arguments: StoreEngine.all)
    func keyIsFreed(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        let draft = JobDraft(kind: "work", payload: "1", key: "k")
        let first = try store.add(draft)
        _ = try store.cancel(first.id)
        let second = try store.add(draft)
        #expect(second.id > first.id)
        #expect(try store.job(first.id)?.key == nil)
        #expect(try store.jobs(JobQuery(key: "k")).map(\.id) == [second.id])
        // And asking for another attempt of the first one cannot take it back.
        #expect(try store.retry(first.id)?.state == .available)
    }

    @Test("Drafts of one call are made together or not at all", arguments: StoreEngine.all)
    func allOrNone(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        let good = JobDraft(kind: "work", payload: "")
        for bad in [
            JobDraft(kind: "work", payload: "", priority: 10),
            JobDraft(kind: "work", payload: "", maxAttempts: 0), JobDraft(kind: "", payload: ""),
            JobDraft(kind: "work", payload: "a\0b"),
        ] {
            #expect(code { _ = try store.submit([good, bad]) } == .bug)
        }
        #expect(try store.jobs(JobQuery()).isEmpty)
        let twice = JobDraft(kind: "work", payload: "", key: "k")
        let made = try store.submit([good, twice, twice])
        guard case .created = made[0], case .created(let job) = made[1] else {
            Issue.record("\(made)")
            return
        }
        #expect(made[2] == .existing(job))
    }

    @Test("A list goes from the newest to the oldest, page by page", arguments: StoreEngine.all)
    func lists(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        for number in 0..<10 {
            try store.add(
                JobDraft(
                    kind: number % 2 == 0 ? "work" : "play", payload: "\(number)",
                    reference: number < 3 ? "r" : nil))
        }
        _ = try store.cancel(JobID(2))
        func list(_ query: JobQuery) throws -> [Int64] { try store.jobs(query).map(\.id.number) }
        #expect(try list(JobQuery(limit: 4)) == [10, 9, 8, 7])
        #expect(try list(JobQuery(before: JobID(7), limit: 4)) == [6, 5, 4, 3])
        #expect(try list(JobQuery(reference: "r")) == [3, 2, 1])
        #expect(try list(JobQuery(states: [.cancelled])) == [2])
        #expect(try list(JobQuery(states: [.cancelled, .available], limit: 3)) == [10, 9, 8])
        #expect(try list(JobQuery(states: [], limit: 3)) == [])
        #expect(try list(JobQuery(states: [.available, .cancelled], kind: "play")) == [10, 8, 6, 4, 2])
        #expect(try store.counts()[.available] == 9)
        #expect(try store.counts()[.cancelled] == 1)
        #expect(try store.counts()[.running] == 0)
    }
}
