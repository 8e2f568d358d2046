import Foundation
import Jobs
import Synchronization
import TestSupport
import Testing

@testable import Files
@testable import WatchedFolder

/// What another process finds after one has ended at some moment.
@Suite struct WatchRestartTests {
    @Test("A queued upload is neither read nor queued again, and settles when its job ended in the meantime")
    func queued() async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching { _ in try await fixture.events.wait(for: "queued", "a.jpg") }
        try await fixture.watching { _ in
            try await fixture.events.wait("found again") { $0.filter { $0.name == "found" }.count >= 2 }
            try await Task.sleep(for: .milliseconds(500))
        }
        #expect(try fixture.jobs().map(\.state) == [.available])
        #expect(fixture.events.names(of: "a.jpg").filter { $0 == "queued" }.count == 1)
        try fixture.end(.completed)
        try await fixture.watching { _ in try await fixture.events.wait(for: "settled", "a.jpg") }
        #expect(fixture.contents == ["done/a.jpg"])
    }

    @Test("The same file is a new upload after it was settled, whatever became of it")
    func broughtBack() async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching { _ in
            try await fixture.events.wait(for: "queued", "a.jpg")
            try fixture.end(.refused)
            try await fixture.events.wait(for: "settled", "a.jpg")
            try FileManager.default.moveItem(
                atPath: fixture.path("failed/a.jpg"), toPath: fixture.path("a.jpg"))
            try await fixture.events.wait(for: "queued", "a.jpg", count: 2)
            try fixture.end(.completed)
            try await fixture.events.wait(for: "settled", "a.jpg", count: 2)
        }
        #expect(try fixture.jobs().map(\.state) == [.discarded, .completed])
        #expect(fixture.contents == ["done/a.jpg", "failed/a.jpg.error.json"])
    }

    @Test("A file that comes back after its job was cancelled for its absence is a new upload")
    func cameBack() async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching { _ in try await fixture.events.wait(for: "queued", "a.jpg") }
        let away = fixture.directory.path + "/a.jpg"
        try FileManager.default.moveItem(atPath: fixture.path("a.jpg"), toPath: away)
        try fixture.put(Array("{}".utf8), "other.txt")
        try await fixture.watching { _ in try await fixture.events.wait(for: "removed", "a.jpg") }
        try FileManager.default.moveItem(atPath: away, toPath: fixture.path("a.jpg"))
        try await fixture.watching { _ in try await fixture.events.wait(for: "queued", "a.jpg", count: 2) }
        #expect(try fixture.jobs().map(\.state) == [.cancelled, .available])
    }

    @Test("A file that is there after its job was given up for its absence is a new upload")
    func missed() async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching { _ in try await fixture.events.wait(for: "queued", "a.jpg") }
        try fixture.end(.missed)
        try await fixture.watching { _ in try await fixture.events.wait(for: "queued", "a.jpg", count: 2) }
        #expect(try fixture.jobs().map(\.state) == [.discarded, .available])
        #expect(fixture.contents == ["a.jpg"])
    }

    @Test("A file that was changed or taken away while no process watched has its job given up")
    func changedMeanwhile() async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try fixture.put(WatchFixture.pixel + [0xFF, 0xD9], "b.jpg")
        try await fixture.watching { _ in
            try await fixture.events.wait("two jobs") { _ in try fixture.jobs().count == 2 }
        }
        try FileManager.default.removeItem(atPath: fixture.path("a.jpg"))
        try fixture.put(WatchFixture.pixel + [1, 0xFF, 0xD9], "b.jpg")
        try await fixture.watching { _ in
            try await fixture.events.wait(for: "removed", "a.jpg")
            try await fixture.events.wait(for: "queued", "b.jpg", count: 2)
        }
        #expect(try fixture.jobs().map(\.state) == [.cancelled, .cancelled, .available])
    }

    @Test("An empty folder that was never watched, as a disk that is not mounted leaves, cancels nothing")
    func notMounted() async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching { _ in try await fixture.events.wait(for: "queued", "a.jpg") }
        let away = fixture.directory.path + "/away"
        try FileManager.default.moveItem(atPath: fixture.folder, toPath: away)
        try FileManager.default.createDirectory(atPath: fixture.folder, withIntermediateDirectories: false)
        try await fixture.watching { _ in
            try await fixture.events.wait("start") { $0.filter { $0.name == "mode" }.count == 2 }
            try await Task.sleep(for: .milliseconds(500))
        }
        #expect(try fixture.jobs().map(\.state) == [.available])
    }

    @Test("Thousands of files are queued in one go, each once, and recognised by the next process")
    func many() async throws {
        let fixture = try WatchFixture()
        // More on demand: each takes a millisecond or two of an idle machine.
        let count =
            ProcessInfo.processInfo.environment["STORYMEDIA_WATCHED_FILES"].flatMap { Int($0) } ?? 1000
        for index in 0..<count {
            let content = WatchFixture.pixel + [UInt8(index & 0xFF), UInt8(index >> 8), 0xFF, 0xD9]
            // Foundation waits for the disk after each file.
            try FileSystem.write(content, toNew: fixture.path("\(index).jpg"))
        }
        let begin = ContinuousClock.now
        try await fixture.watching {
            $0.rescan = .seconds(2)
        } _: { _ in
            try await fixture.events.wait("all queued") { $0.count(of: "queued") == count }
        }
        try await fixture.watching {
            $0.rescan = .seconds(2)
        } _: { _ in
            try await fixture.events.wait("all found") { $0.count(of: "found") == 2 * count }
            print("\(count) uploads queued and recognised after \(ContinuousClock.now - begin)")
            // Long enough to be settled, and to be read again if that happened.
            try await Task.sleep(for: .milliseconds(500))
        }
        #expect(fixture.events.all.count(of: "queued") == count)
        #expect(try fixture.store.counts()[.available] == count)
    }

    @Test("Where the kernel loses events, everything is looked at at once")
    func overflow() async throws {
        let limit = try String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
        let events = try #require(Int(limit.trimmingCharacters(in: .whitespacesAndNewlines)))
        try #require(events <= 100_000, "raise no more events than a test should")
        let fixture = try WatchFixture()
        let gate = DispatchSemaphore(value: 0)
        var options = fixture.options
        options.rescan = .seconds(3600)
        let watch = FolderWatch(options, store: fixture.store) { [log = fixture.events] event in
            log.add(event)
            // As long as this waits, the kernel's messages are not read.
            if event == .found(RelativePath("gate.jpg")) { gate.wait() }
        }
        let task = Task { () -> WatchError? in
            do throws(WatchError) { try await watch.run() } catch { return error }
            return nil
        }
        try await fixture.events.wait("start") { $0.contains { $0.name == "mode" } }
        try fixture.put(WatchFixture.pixel, "gate.jpg")
        try await fixture.events.wait(for: "found", "gate.jpg")
        for index in 0...(events / 2) {
            let path = fixture.path(".\(index % 2)")
            try Data().write(to: URL(filePath: path))
            try FileManager.default.removeItem(atPath: path)
        }
        try fixture.put(WatchFixture.pixel + [1, 0xFF, 0xD9], "late.jpg")
        gate.signal()
        try await fixture.events.wait("overflow") { $0.contains(.overflow) }
        try await fixture.events.wait(for: "queued", "late.jpg")
        watch.stop()
        #expect(await task.value == nil)
    }
}
