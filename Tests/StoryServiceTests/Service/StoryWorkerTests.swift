import Foundation
import Jobs
import JobsTestSupport
import TestSupport
import Testing

@testable import StoryService

/// A service of one process, used as a library.
@Suite struct StoryWorkerTests {
    @Test("A submitted story is made, and its events come in their order, the job's end last")
    func events() async throws {
        let fixture = try await ServiceFixture()
        let job = try await fixture.submit()
        let worker = fixture.worker(endsWhenIdle: true)
        let events = worker.events()
        try await worker.run()
        var words: [String] = []
        for await event in events where event.job == job { words.append(event.word) }
        #expect(words == ["jobStarted", "started", "planned", "published", "jobEnded completed"])
        let done = try await fixture.queue.job(job)
        #expect(done.story?.videos == [fixture.directory.file("out/clip.mp4")])
        #expect(fixture.outputs == ["clip.jpg", "clip.json", "clip.mp4"])
    }

    @Test("A job that is cancelled while it runs stops, and leaves nothing behind")
    func cancels() async throws {
        let fixture = try await ServiceFixture()
        let job = try await fixture.submit()
        let worker = fixture.worker(pausedHost(until: Flag()), endsWhenIdle: true)
        let events = worker.events()
        async let run: Void = worker.run()
        var words: [String] = []
        for await event in events {
            if case .story(_, .started) = event { try await fixture.queue.cancel(job) }
            if event.job == job { words.append(event.word) }
        }
        try await run
        #expect(words.contains("jobStopping"))
        #expect(words.last == "jobEnded cancelled")
        #expect(try await fixture.queue.job(job).state == .cancelled)
        #expect(fixture.outputs.isEmpty)
    }

    @Test("A worker that is drained releases its job, which does not count, and the next worker makes it")
    func drains() async throws {
        let fixture = try await ServiceFixture()
        let job = try await fixture.submit()
        let worker = fixture.worker(pausedHost(until: Flag()))
        let events = worker.events()
        async let run: Void = worker.run()
        var tally = WorkTally()
        for await event in events {
            if case .story(_, .started) = event { worker.drain() }
            tally.count(event)
        }
        try await run
        #expect(tally.released == 1)
        let released = try await fixture.queue.job(job)
        #expect(released.state == .available && released.attempt == 0)

        try await fixture.worker(endsWhenIdle: true).run()
        let done = try await fixture.queue.job(job)
        #expect(done.state == .completed && done.attempt == 1)
    }

    @Test("A worker whose task is cancelled ends as one that is drained")
    func endsWithItsTask() async throws {
        let fixture = try await ServiceFixture()
        let job = try await fixture.submit()
        let worker = fixture.worker(pausedHost(until: Flag()))
        let events = worker.events()
        let run = Task { try await worker.run() }
        for await event in events { if case .story(_, .started) = event { run.cancel() } }
        try await run.value
        #expect(try await fixture.queue.job(job).state == .available)
    }

    @Test("A worker that was drained before it ran takes no job")
    func drainedEarly() async throws {
        let fixture = try await ServiceFixture()
        let job = try await fixture.submit()
        let worker = fixture.worker()
        worker.drain()
        try await worker.run()
        #expect(try await fixture.queue.job(job).attempt == 0)
    }

    @Test("Two workers share a queue, and make each story once")
    func twoWorkers() async throws {
        let fixture = try await ServiceFixture()
        var jobs: [JobID] = []
        for number in 1...6 { jobs.append(try await fixture.submit("clip\(number)")) }
        let workers = [fixture.worker(endsWhenIdle: true), fixture.worker(endsWhenIdle: true)]
        let events = workers.map { $0.events() }
        async let first: Void = workers[0].run()
        async let second: Void = workers[1].run()
        _ = try await (first, second)
        var finished: [JobID] = []
        for events in events {
            for await event in events { if case .finished(let job) = event { finished.append(job) } }
        }
        #expect(finished.sorted() == jobs)
        for job in jobs { #expect(try await fixture.queue.job(job).attempt == 1) }
    }

    @Test("What a killed process has left of a job that then ended is removed by the next worker")
    func clearsAway() async throws {
        let fixture = try await ServiceFixture()
        let job = try await fixture.submit()
        _ = try fixture.queue.store.cancel(job)
        try fixture.directory.write("half", to: "out/.storymedia/clip.0123456789abcdef.work/1.mp4")
        try fixture.directory.write("", to: "out/.storymedia/clip.0123456789abcdef.json")
        try await fixture.worker(endsWhenIdle: true).run()
        #expect(fixture.outputs.isEmpty)
    }

    @Test("A queue that is damaged ends the worker and its events with an error")
    func damaged() async throws {
        let fixture = try await ServiceFixture()
        let worker = fixture.worker()
        let events = worker.events()
        try Data(repeating: 7, count: 4096).write(to: URL(filePath: "\(fixture.queue.location)"))
        let error = await #expect(throws: QueueError.self) { try await worker.run() }
        #expect(error?.canRetry == false)
        for await _ in events {}
    }
}
