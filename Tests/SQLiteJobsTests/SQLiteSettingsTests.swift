import Foundation
import GRDB
import Jobs
import JobsTestSupport
import TestSupport
import Testing

@testable import SQLiteJobs

@Suite struct SQLiteSettingsTests {
    @Test(
        "The file is opened with the settings that the promises rest on",
        arguments: [
            ("journal_mode", "delete"), ("synchronous", "3"), ("foreign_keys", "1"),
            ("busy_timeout", "5000"), ("cell_size_check", "1"), ("trusted_schema", "0"),
            ("locking_mode", "normal"),
        ])
    func settings(name: String, value: String) throws {
        let queue = try TestQueue(.sqlite)
        let store = try SQLiteJobStore(path: queue.path)
        // The journal's mode is kept in the file; a file that was put into another is put back.
        let found = try store.queue.inDatabase { try String.fetchOne($0, sql: "PRAGMA \(name)") }
        #expect(found == value)
    }

    @Test("A file that was put into WAL mode is put back")
    func leavesWAL() throws {
        let queue = try TestQueue(.sqlite)
        var store = try SQLiteJobStore(path: queue.path)
        try store.queue.inDatabase { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        try store.queue.close()
        store = try SQLiteJobStore(path: queue.path)
        let mode = try store.queue.inDatabase { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
        #expect(mode == "delete")
    }

    @Test("File and folder are for their owner alone")
    func rights() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("a/b/queue.sqlite")
        let store = try SQLiteJobStore(path: path)
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(path) == 0o600)
        #expect(try mode(directory.file("a/b")) == 0o700)
        try store.add()
    }

    @Test("Many who open a new queue at once all get the same one")
    func creation() async throws {
        let directory = try TemporaryDirectory()
        for round in 0..<5 {
            let path = directory.file("\(round).sqlite")
            let results = await withTaskGroup { group in
                for _ in 0..<8 {
                    group.addTask {
                        await onThread { Result { try SQLiteJobStore(path: path).add() } }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let jobs = try results.map { try $0.get().id.number }
            #expect(jobs.sorted() == Array(1...8))
            try SQLiteJobStore(path: path).check()
        }
    }
}
