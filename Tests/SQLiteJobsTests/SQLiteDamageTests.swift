import Foundation
import GRDB
import Jobs
import JobsTestSupport
import TestSupport
import Testing

@testable import SQLiteJobs

@Suite struct SQLiteDamageTests {
    /// A queue with jobs in all states, as bytes.
    private static func bytes(_ queue: borrowing TestQueue) throws -> Data {
        let store = try SQLiteJobStore(path: queue.path, clock: queue.clock)
        let text = String(repeating: "0123456789", count: 20)
        for number in 0..<40 {
            try store.add(JobDraft(kind: "work", payload: text, key: "\(number)", reference: "r"))
        }
        for (number, (claim, _)) in try store.take(queue.runner, 30).enumerated() {
            try store.report(JobProgress(stage: "x", fraction: 0.5), for: claim)
            try store.finish(step: "x", output: text, for: claim)
            if number % 3 == 0 { try store.complete(claim, result: text) }
            if number % 3 == 1 {
                let failure = JobFailure(attempt: 1, at: .now, code: "x", message: text, canRetry: true)
                _ = try store.fail(claim, failure, retryAfter: .zero)
            }
        }
        try store.queue.close()
        return try Data(contentsOf: URL(filePath: queue.path))
    }

    /// What every caller does.
    private func use(_ path: String, _ clock: TestClock, _ runner: RunnerID) throws {
        let store = try SQLiteJobStore(path: path, clock: clock)
        _ = try store.counts()
        _ = try store.jobs(JobQuery())
        clock.advance(.seconds(40))
        _ = try store.rescue(RetryPolicy())
        for (claim, _) in try store.take(runner, 5) { try store.complete(claim, result: "") }
        _ = try store.submit([JobDraft(kind: "work", payload: "", key: "39")])
        _ = try store.prune(endedFor: .zero, keeping: 5)
        try store.check()
    }

    @Test("A truncated queue is refused in one clear sentence")
    func truncated() throws {
        let queue = try TestQueue(.sqlite)
        let whole = try Self.bytes(queue)
        #expect(throws: Never.self) { try use(queue.path, queue.clock, queue.runner) }
        for size in [2, 99, 100, 512, 4095, 4096, whole.count / 2, whole.count - 4096, whole.count - 1] {
            let path = queue.directory.file("\(size).sqlite")
            try whole.prefix(size).write(to: URL(filePath: path))
            let error = #expect(throws: JobStoreError.self) {
                try use(path, queue.clock, queue.runner)
            }
            #expect(error?.code == .damaged, "\(size): \(error?.message ?? "none")")
            #expect(error?.message.contains(path) == true)
            #expect(error?.canRetry == false)
        }
    }

    @Test("A bit that has flipped leads to a clear error or does no harm, and never to a crash")
    func flippedBits() throws {
        let queue = try TestQueue(.sqlite)
        let whole = try Self.bytes(queue)
        var generator = SeededGenerator(seed: 7)
        var errors = 0
        for round in 0..<100 {
            var bytes = whole
            // Half of them where it hurts: headers and the first pages, which hold the schema.
            let range = round % 2 == 0 ? 0..<12_288 : 0..<bytes.count
            let place = Int.random(in: range, using: &generator)
            bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            let path = queue.directory.file("\(round).sqlite")
            try bytes.write(to: URL(filePath: path))
            do {
                try use(path, queue.clock, queue.runner)
            } catch let error as JobStoreError {
                errors += 1
                #expect([.damaged, .tooNew, .cannotOpen].contains(error.code), "byte \(place): \(error)")
            }
            try? FileManager.default.removeItem(atPath: path)
        }
        #expect(errors > 10, "the test must do damage")
    }

    @Test("What is no queue is not touched")
    func foreign() throws {
        let directory = try TemporaryDirectory()
        let text = try directory.write(String(repeating: "not a database\n", count: 100), to: "a.txt")
        #expect(code { _ = try SQLiteJobStore(path: text) } == .damaged)

        let other = directory.file("other.sqlite")
        let database = try DatabaseQueue(path: other)
        try database.write { try $0.execute(sql: "CREATE TABLE bookmark (id)") }
        try database.close()
        let before = try Data(contentsOf: URL(filePath: other))
        #expect(code { _ = try SQLiteJobStore(path: other) } == .cannotOpen)
        #expect(try Data(contentsOf: URL(filePath: other)) == before)

        #expect(code { _ = try SQLiteJobStore(path: directory.path) } == .cannotOpen)
        #expect(code { _ = try SQLiteJobStore(path: "/proc/queue.sqlite") } == .cannotOpen)
        #expect(code { _ = try SQLiteJobStore(path: text + "/queue.sqlite") } == .cannotOpen)
    }

    @Test("A queue of a later version is refused")
    func tooNew() throws {
        let queue = try TestQueue(.sqlite)
        let store = try SQLiteJobStore(path: queue.path)
        try store.queue.inDatabase {
            try $0.execute(sql: "PRAGMA user_version = \(SQLiteSchema.version + 1)")
        }
        try store.queue.close()
        #expect(code { _ = try SQLiteJobStore(path: queue.path) } == .tooNew)
    }

    @Test("A queue that was removed or replaced takes no more jobs")
    func removed() throws {
        let queue = try TestQueue(.sqlite)
        let store = try SQLiteJobStore(path: queue.path)
        try store.add()
        try FileManager.default.removeItem(atPath: queue.path)
        #expect(code { try store.add() } == .cannotOpen)
        _ = try SQLiteJobStore(path: queue.path)
        #expect(code { try store.add() } == .cannotOpen)
    }

    @Test("A wait for changes of a queue that is not there fails, and the first after that tells of a change")
    func waitsInVain() throws {
        let queue = try TestQueue(.sqlite)
        let store = try SQLiteJobStore(path: queue.path)
        let changes = try store.changes(noticedWithin: .milliseconds(20))
        try FileManager.default.moveItem(atPath: queue.path, toPath: queue.path + ".away")
        #expect(code { _ = try changes.wait(upTo: .seconds(600)) } == .cannotOpen)
        try FileManager.default.moveItem(atPath: queue.path + ".away", toPath: queue.path)
        #expect(try changes.wait(upTo: .zero))
        #expect(try !changes.wait(upTo: .zero))
    }

    @Test("A full disk loses nothing, and the queue goes on when there is room")
    func diskFull() throws {
        let queue = try TestQueue(.sqlite)
        let store = try SQLiteJobStore(path: queue.path)
        let job = try store.add()
        try store.limitPages()
        let large = JobDraft(kind: "work", payload: String(repeating: "x", count: 100_000))
        let error = #expect(throws: JobStoreError.self) { try store.add(large) }
        #expect(error?.code == .diskFull && error?.canRetry == true)
        #expect(try store.jobs(JobQuery()) == [job])
        try store.limitPages(to: 1_000_000)
        try store.add(large)
        try store.check()
    }

    @Test(
        "What SQLite says is told in our words",
        arguments: [
            (ResultCode.SQLITE_FULL, JobStoreError.Code.diskFull), (.SQLITE_IOERR_WRITE, .inputOutput),
            (.SQLITE_IOERR_FSYNC, .inputOutput), (.SQLITE_NOMEM, .inputOutput),
            (.SQLITE_CORRUPT_INDEX, .damaged), (.SQLITE_NOTADB, .damaged), (.SQLITE_BUSY, .busy),
            (.SQLITE_LOCKED, .busy), (.SQLITE_READONLY_DIRECTORY, .cannotOpen), (.SQLITE_ERROR, .bug),
        ])
    func codes(result: ResultCode, code: JobStoreError.Code) {
        let error = JobStoreError(
            DatabaseError(resultCode: result, message: "why"), file: "/q", isOpen: true)
        #expect(error.code == code)
        #expect(error.message.contains("/q") && error.message.contains("why"))
    }

    @Test("A journal that cannot be made may be made later, a file that cannot be opened may not")
    func cannotOpen() {
        let error = DatabaseError(resultCode: .SQLITE_CANTOPEN)
        #expect(JobStoreError(error, file: "", isOpen: true).code == .inputOutput)
        #expect(JobStoreError(error, file: "", isOpen: false).code == .cannotOpen)
    }
}

extension SQLiteJobStore {
    /// Has SQLite say that the disk is full when the file would become larger than it is, or than so
    /// many pages.
    func limitPages(to pages: Int? = nil) throws {
        try queue.inDatabase { db in
            let count = try pages ?? Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(count)")
        }
    }
}
