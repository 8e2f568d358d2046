import Foundation
import Jobs
import TestSupport
import Testing

@testable import StoryService
@testable import WatchedFolder
@testable import Workers

/// A watched folder and the worker of its queue in one process, used as a library.
@Suite struct FolderServiceTests {
    private func service(_ fixture: WatchFixture, _ options: WatchOptions? = nil) async throws
        -> FolderService
    {
        let queue = try await StoryQueue.open(
            .file(fixture.directory.file("queue.sqlite")),
            state: StateFolder(path: fixture.directory.file("state")))
        return FolderService(options ?? fixture.options, queue: queue, host: InProcessHost())
    }

    @Test("An upload becomes a story and is moved to done/, and a drained service ends")
    func makesStories() async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "a.jpg")
        let service = try await service(fixture)
        let events = service.events()
        async let run: Void = service.run()
        var words: [String] = []
        for await event in events {
            switch event {
            case .folder(let event):
                words.append(event.name)
                if event.name == "settled" { service.drain() }
            case .work(let event): words.append(event.name)
            }
        }
        try await run
        // The folder may hear of the job's end from the queue before the worker's own event is delivered.
        for steps in [
            ["found", "queued", "jobStarted", "published", "jobEnded"],
            ["found", "queued", "jobStarted", "published", "settled"],
        ] {
            #expect(words.filter(steps.contains) == steps)
        }
        #expect(fixture.contents == ["done/a.jpg", "stories/a.jpg", "stories/a.json", "stories/a.mp4"])
        #expect(try fixture.jobs().map(\.state) == [.completed])
    }

    @Test("A retried upload of another folder is moved out of failed/, too")
    func settlesOthers() async throws {
        let (fixture, other) = (try WatchFixture(), try WatchFixture())
        try other.put(WatchFixture.pixel, "a.jpg")
        try await other.watching { _ in try await other.events.wait(for: "queued", "a.jpg") }
        try other.end(.refused)
        let job = try #require(try other.jobs().first)
        try UploadSettling.settle(job, in: other.store)
        _ = try other.store.retry(job.id)
        try other.end(.completed)

        // It ended while no process was running; the service of the first folder works the second one's queue.
        let queue = try await StoryQueue.open(.file(other.directory.file("queue.sqlite")))
        let service = FolderService(fixture.options, queue: queue, host: InProcessHost())
        let events = service.events()
        async let run: Void = service.run()
        for await event in events { if case .folder(.started) = event { service.drain() } }
        try await run
        #expect(other.contents == ["done/a.jpg"])
    }

    @Test("A folder that does not exist ends the service and its events with an error")
    func missingFolder() async throws {
        let fixture = try WatchFixture()
        let service = try await service(fixture, WatchOptions(folder: fixture.path("nowhere")))
        let events = service.events()
        let error = await #expect(throws: WatchError.self) { try await service.run() }
        #expect(error?.code == .folderMissing)
        for await _ in events {}
    }
}
