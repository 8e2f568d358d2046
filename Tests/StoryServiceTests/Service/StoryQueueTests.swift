import Foundation
import Jobs
import JobsTestSupport
import TestSupport
import Testing

@testable import StoryService

@Suite struct StoryQueueTests {
    @Test("If one of the inputs is missing, nothing is submitted, and the error names it as the caller did")
    func missingInput() async throws {
        let fixture = try await ServiceFixture()
        let missing = StorySubmission(IngestRequest(input: "no.mov", story: StoryDocument(slides: [Slide()])))
        let error = await #expect(throws: QueueError.self) {
            try await fixture.queue.submit([fixture.submission(), missing], from: fixture.directory.path)
        }
        #expect(error == .inputsMissing(["no.mov"]))
        #expect(try await fixture.queue.jobs().isEmpty)
    }

    @Test("The same work with the same key is one job, other work with that key is refused")
    func keys() async throws {
        let fixture = try await ServiceFixture()
        let first = try await fixture.queue.submit([fixture.submission(key: "a")])
        let second = try await fixture.queue.submit([fixture.submission(key: "a")])
        let other = try await fixture.queue.submit([fixture.submission("other", key: "a")])
        guard case .created(let job) = first[0], case .existing(let same) = second[0],
            case .conflict(let taken) = other[0]
        else {
            Issue.record("\(first) \(second) \(other)")
            return
        }
        #expect(same.id == job.id && taken.id == job.id)
        #expect(try await fixture.queue.counts()[.available] == 1)
    }

    @Test("A wait returns the jobs that have ended in time, also if another program runs them")
    func waits() async throws {
        let fixture = try await ServiceFixture()
        let (quick, slow) = (try await fixture.submit("quick"), try await fixture.submit("slow"))
        let gate = Flag()
        let host = ScriptedHost(tamper: { path, _ in if path.contains("slow") { gate.set(true) } })
        // Another program runs them.
        let other = try await fixture.reopened()
        let worker = StoryWorker(other, host: host, options: WorkOptions(endsWhenIdle: true))
        #expect(try await fixture.queue.wait(for: [quick], upTo: .zero).isEmpty)
        async let run: Void = worker.run()
        let ended = try await fixture.queue.wait(for: [quick, slow, quick])
        #expect(ended.map(\.id).sorted() == [quick, slow])
        #expect(ended.allSatisfy { $0.state == .completed })
        try await run
    }

    @Test("A wait that is cancelled ends with what has ended so far, and the jobs go on")
    func cancelledWait() async throws {
        let fixture = try await ServiceFixture()
        let job = try await fixture.submit()
        let waiting = Task { [queue = fixture.queue] in try await queue.wait(for: [job]) }
        waiting.cancel()
        #expect(try await waiting.value.isEmpty)
        #expect(try await fixture.queue.job(job).state == .available)
    }

    @Test("A wait for a job that does not exist is refused after the ends of those before it")
    func noSuchJob() async throws {
        let fixture = try await ServiceFixture()
        let job = try await fixture.submit()
        try await fixture.queue.cancel(job)
        let unknown = JobID(99)
        var ended: [JobID] = []
        let error = await #expect(throws: QueueError.self) {
            for try await job in fixture.queue.ends(of: [job, unknown]) { ended.append(job.id) }
        }
        #expect(error == .noSuchJob(unknown, in: fixture.queue.location))
        #expect(ended == [job])
    }

    @Test("A job that is available cannot be retried, a cancelled one can")
    func retries() async throws {
        let fixture = try await ServiceFixture()
        let job = try await fixture.submit()
        let error = await #expect(throws: QueueError.self) { try await fixture.queue.retry(job) }
        #expect(
            error?.sentences.first?.hasPrefix("Job \(job) is available: only a job that has failed") == true)
        try await fixture.queue.cancel(job)
        #expect(try await fixture.queue.retry(job).state == .available)
    }

    @Test("A cancelled job that is not running leaves nothing in its output folder")
    func cancelClears() async throws {
        let fixture = try await ServiceFixture()
        let job = try await fixture.submit()
        try fixture.directory.write("half", to: "out/.storymedia/clip.0123456789abcdef.work/1.mp4")
        try fixture.directory.write("", to: "out/.storymedia/clip.0123456789abcdef.json")
        #expect(try await fixture.queue.cancel(job).state == .cancelled)
        #expect(fixture.outputs.isEmpty)
    }

    @Test("A watch of the queue tells at once, and again after a change by another program")
    func changes() async throws {
        let fixture = try await ServiceFixture()
        let other = try await fixture.reopened()
        var counts: [Int] = []
        for try await _ in fixture.queue.changes(noticedWithin: .milliseconds(10)) {
            counts.append(try await fixture.queue.jobs().count)
            if counts.count == 1 { _ = try await other.submit([fixture.submission()]) }
            if counts.last == 1 { break }
        }
        #expect(counts.first == 0 && counts.last == 1)
    }
}
