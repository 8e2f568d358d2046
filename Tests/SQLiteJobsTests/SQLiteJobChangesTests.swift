import Jobs
import JobsTestSupport
import Testing

@testable import SQLiteJobs

@Suite struct SQLiteJobChangesTests {
    @Test("A file that changes all the time is looked at no more often than was asked for")
    func looksSeldom() throws {
        let queue = try TestQueue(.sqlite)
        let store = try queue.open()
        let begin = ContinuousClock.now
        let changes = try store.changes(noticedWithin: .milliseconds(20))
        for _ in 0..<5 {
            try store.add()
            #expect(try changes.wait(upTo: .seconds(600)))
        }
        #expect(ContinuousClock.now - begin >= .milliseconds(100))
    }

    @Test("To ask without waiting is to look at once")
    func looksAtOnce() throws {
        let queue = try TestQueue(.sqlite)
        let store = try queue.open()
        let changes = try store.changes(noticedWithin: .seconds(600))
        try store.add()
        #expect(try changes.wait(upTo: .zero))
    }
}
