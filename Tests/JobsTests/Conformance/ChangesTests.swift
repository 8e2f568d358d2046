import Foundation
import Jobs
import JobsTestSupport
import Testing

@Suite struct ChangesTests {
    @Test(
        "Every change is told to every store, of any process, and looking is no change",
        arguments: StoreEngine.all)
    func everyChange(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let (store, other) = (try queue.open(), try queue.open())
        let watches = [
            try store.changes(noticedWithin: .milliseconds(20)),
            try other.changes(noticedWithin: .milliseconds(20)),
        ]
        for changes in watches { #expect(try !changes.wait(upTo: .zero)) }
        for change in [
            { try store.add() }, { try other.add() }, { try store.take(queue.runner)[0].job },
            { try other.cancel(JobID(1)) },
        ] as [() throws -> Job?] {
            _ = try change()
            for changes in watches {
                #expect(try changes.wait(upTo: .seconds(600)))
                #expect(try !changes.wait(upTo: .zero), "it is told once")
            }
        }
        #expect(try store.claim(queue.runner, kinds: ["play"], limit: 1, lease: .seconds(1)).isEmpty)
        _ = try store.jobs(JobQuery())
        for changes in watches { #expect(try !changes.wait(upTo: .milliseconds(50))) }
    }

    @Test("A wait ends when another store changes something", arguments: StoreEngine.all)
    func endsWithChange(engine: StoreEngine) async throws {
        let queue = try TestQueue(engine)
        let (store, other) = (try queue.open(), try queue.open())
        let changes = try store.changes(noticedWithin: .milliseconds(20))
        async let waited = onThread { Result { try changes.wait(upTo: .seconds(600)) } }
        try await Task.sleep(for: .milliseconds(50))
        try other.add()
        #expect(try await waited.get())
    }

    @Test("A wait ends when it is woken, be it before it begins", arguments: StoreEngine.all)
    func isWoken(engine: StoreEngine) async throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        // However seldom it looks.
        let changes = try store.changes(noticedWithin: .seconds(600))
        changes.wakeUp()
        #expect(try !changes.wait(upTo: .seconds(600)))
        async let waited = onThread { Result { try changes.wait(upTo: .seconds(600)) } }
        try await Task.sleep(for: .milliseconds(50))
        changes.wakeUp()
        #expect(try await !waited.get())
    }

    @Test("A wait lasts no longer than it should", arguments: StoreEngine.all)
    func ends(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let changes = try queue.open().changes(noticedWithin: .seconds(600))
        let begin = ContinuousClock.now
        #expect(try !changes.wait(upTo: .milliseconds(30)))
        #expect(ContinuousClock.now - begin >= .milliseconds(30))
    }
}
