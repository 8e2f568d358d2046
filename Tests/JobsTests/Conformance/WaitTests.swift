import Foundation
import JobsTestSupport
import TestSupport
import Testing

@testable import Jobs

@Suite struct WaitTests {
    private static let failure = JobFailure(
        attempt: 1, at: Date(timeIntervalSince1970: 1_800_000_000), code: "busy", message: "x", canRetry: true
    )

    /// A queue's only job fails, and waits.
    private func wait(_ length: Duration, _ store: any JobStore, _ queue: borrowing TestQueue) throws -> JobID
    {
        try store.add()
        let claim = try store.take(queue.runner)[0].claim
        #expect(try store.fail(claim, Self.failure, retryAfter: length) == .retryable)
        return claim.job
    }

    @Test(
        "A wait between attempts lasts as long as it should, however the clock is set",
        arguments: StoreEngine.all, [-7200.0, 7200])
    func clockIsSet(engine: StoreEngine, by seconds: Double) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        let job = try wait(.seconds(10), store, queue)
        queue.clock.setDate(queue.clock.date + seconds)
        #expect(try store.nextDue() == .seconds(10))
        #expect(try store.job(job)?.runAt == queue.clock.date + 10, "it is shown by the new time")
        queue.clock.advance(.milliseconds(9_999))
        #expect(try store.take(queue.runner).isEmpty)
        queue.clock.advance(.milliseconds(1))
        #expect(try queue.open().take(queue.runner).map(\.job.id) == [job])
    }

    @Test(
        "After a restart of the machine, the time of day tells how much of a wait is left",
        arguments: StoreEngine.ofOneMachine)
    func restart(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        let job = try wait(.seconds(60), store, queue)
        queue.clock.reboot()
        queue.clock.advance(.seconds(20))
        #expect(try store.take(queue.runner).isEmpty)
        #expect(try store.nextDue() == .seconds(40))
        queue.clock.setDate(queue.clock.date + 7200)
        queue.clock.advance(.milliseconds(39_999))
        #expect(try store.take(queue.runner).isEmpty, "setting the clock means nothing again")
        queue.clock.advance(.milliseconds(1))
        #expect(try store.take(queue.runner).map(\.job.id) == [job])
    }

    @Test(
        "A machine that begins with a wrong time of day waits no longer than it would have",
        arguments: StoreEngine.ofOneMachine)
    func wrongBegin(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        let job = try wait(.seconds(60), store, queue)
        queue.clock.reboot()
        queue.clock.setDate(Date(timeIntervalSince1970: 0))
        #expect(try store.take(queue.runner).isEmpty)
        queue.clock.advance(.seconds(60))
        #expect(try store.take(queue.runner).map(\.job.id) == [job])
    }

    @Test("What a submitter has chosen is a time of day", arguments: StoreEngine.all)
    func chosenTime(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        let job = try store.add(JobDraft(kind: "work", payload: "", runAt: queue.clock.date + 7200))
        queue.clock.setDate(queue.clock.date + 7200)
        #expect(try store.take(queue.runner).map(\.job.id) == [job.id])
    }

    @Test("A wait that was cut short by hand is over", arguments: StoreEngine.all)
    func cutShort(engine: StoreEngine) throws {
        let queue = try TestQueue(engine)
        let store = try queue.open()
        let job = try wait(.seconds(600), store, queue)
        let again = try #require(try store.retry(job))
        #expect(again.state == .available && again.runAt == queue.clock.date)
        #expect(try store.nextDue() == nil)
        #expect(try store.take(queue.runner).map(\.job.id) == [job])
    }
}
