import Foundation
import Jobs
import TestSupport
import Testing

@testable import Files
@testable import StoryService
@testable import WatchedFolder
@testable import Workers

/// Whole watches, with a real folder and a real queue.
@Suite struct FolderWatchTests {
    @Test(
        "A file that is renamed into the folder becomes one job, and settles in done/ when that is completed")
    func renamedIn() async throws {
        let fixture = try WatchFixture()
        try await fixture.watching { watch in
            try await fixture.events.wait("start") { $0.contains { $0.name == "started" } }
            try fixture.put("chart-exif-1.jpg", ".upload")
            try FileManager.default.moveItem(atPath: fixture.path(".upload"), toPath: fixture.path("a.jpg"))
            try await fixture.events.wait(for: "queued", "a.jpg")
            let job = try #require(try fixture.jobs().first)
            let request = try IngestJob(payload: job.payload).request
            #expect(request.input == fixture.path("a.jpg") && request.root == fixture.folder)
            #expect(request.outputDirectory == fixture.path("stories") && request.outputName == "a")
            try fixture.end(.completed)
            try await fixture.events.wait(for: "settled", "a.jpg")
        }
        #expect(fixture.contents == ["done/a.jpg"])
        let job = try #require(try fixture.jobs().first)
        #expect(job.reference == nil)
        #expect(try fixture.jobs().count == 1)
        #expect(fixture.events.names(of: "a.jpg") == ["found", "queued", "settled"])
    }

    @Test("A refused upload settles in failed/ with its story and a record that says what was wrong")
    func refused() async throws {
        let fixture = try WatchFixture()
        try fixture.put(Array(#"{"version":1,"slides":[{}]}"#.utf8), "trip/a.story.json")
        try fixture.put(WatchFixture.pixel, "trip/a.jpg")
        try await fixture.watching { _ in
            try await fixture.events.wait(for: "queued", "trip/a.jpg")
            try fixture.end(.refused)
            try await fixture.events.wait(for: "settled", "trip/a.jpg")
        }
        #expect(
            fixture.contents == [
                "failed/trip/a.jpg", "failed/trip/a.jpg.error.json", "failed/trip/a.story.json",
            ])
        let text = try Data(contentsOf: URL(filePath: fixture.path("failed/trip/a.jpg.error.json")))
        let record = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
        #expect(record["code"] as? String == "unusableMedia" && record["input"] as? String == "trip/a.jpg")
        #expect(record["canRetry"] as? Bool == false && (record["attempts"] as? [Any])?.count == 1)
    }

    @Test("A slow writer's file is taken once, when it is whole, though it pauses for longer than the wait")
    func slowWriter() async throws {
        let fixture = try WatchFixture()
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: Fixture.path("flash-beep.mp4"))))
        try await fixture.watching { _ in
            try fixture.put([], "slow.mp4")
            let file = try #require(FileHandle(forWritingAtPath: fixture.path("slow.mp4")))
            for piece in 0..<4 {
                let range = (bytes.count * piece / 4)..<(bytes.count * (piece + 1) / 4)
                try file.write(contentsOf: bytes[range])
                if piece < 3 {
                    try await fixture.events.wait(for: "found", "slow.mp4")
                    try await Task.sleep(for: .milliseconds(250))
                    #expect(try fixture.jobs().isEmpty)
                }
            }
            try file.close()
            try await fixture.events.wait(for: "queued", "slow.mp4")
        }
        #expect(fixture.events.names(of: "slow.mp4").contains("waiting"))
        #expect(try fixture.jobs().count == 1)
    }

    @Test("A file that never becomes whole is refused as incomplete, and kept")
    func neverWhole() async throws {
        let fixture = try WatchFixture()
        try fixture.put("broken/truncated.mp4", "half.mp4")
        try await fixture.watching {
            $0.stalledAfter = .milliseconds(150)
            $0.refusedAfter = .milliseconds(400)
        } _: { _ in
            try await fixture.events.wait(for: "refused", "half.mp4")
        }
        // A busy machine may look for the second time when all times are over.
        let names = fixture.events.names(of: "half.mp4")
        #expect(names.first == "found" && names.last == "refused")
        #expect(fixture.contents == ["failed/half.mp4", "failed/half.mp4.error.json"])
        #expect(try fixture.jobs().isEmpty)
    }

    @Test("Links, pipes and sockets are moved away unopened, the link itself and not what it leads to")
    func notFiles() async throws {
        let fixture = try WatchFixture()
        let canary = try fixture.directory.write("canary", to: "canary.txt")
        try FileManager.default.createSymbolicLink(
            atPath: fixture.path("link.jpg"), withDestinationPath: canary)
        let isPipe = unsafe mkfifo(fixture.path("pipe.jpg"), 0o600) == 0
        #expect(isPipe)
        try await fixture.watching { _ in
            try await fixture.events.wait(for: "refused", "link.jpg")
            try await fixture.events.wait(for: "refused", "pipe.jpg")
        }
        #expect(
            fixture.contents == [
                "failed/link.jpg", "failed/link.jpg.error.json", "failed/pipe.jpg",
                "failed/pipe.jpg.error.json",
            ])
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: fixture.path("failed/link.jpg"))
                == canary)
        #expect(try String(contentsOfFile: canary, encoding: .utf8) == "canary")
        #expect(try fixture.jobs().isEmpty)
    }

    @Test("Names that are no text are refused under a name that is; odd ones are uploads like others")
    func oddNames() async throws {
        let fixture = try WatchFixture()
        let long = String(repeating: "x", count: 251) + ".jpg"
        for name in ["a\nb.jpg", "-i.jpg", long, "%03d.jpg"] {
            try fixture.put(WatchFixture.pixel + [0], name)
        }
        let bad = fixture.folder.utf8.map { CChar(bitPattern: $0) } + [47, -1, -2, 46, 106, 112, 103, 0]
        // No string holds such a name.
        let isMade = unsafe mknod(bad, S_IFREG | 0o600, 0) == 0
        #expect(isMade)
        try await fixture.watching {
            $0.duplicates = .process
        } _: { _ in
            try await fixture.events.wait("jobs") { _ in try fixture.jobs().count == 4 }
            try await fixture.events.wait(for: "refused", "\u{FFFD}\u{FFFD}.jpg")
            try fixture.end(.refused, limit: 4)
            try await fixture.events.wait("all settled") { $0.filter { $0.name == "settled" }.count == 4 }
        }
        #expect(fixture.contents.filter { $0.hasSuffix(".error.json") }.count == 5)
        #expect(fixture.contents.allSatisfy { $0.hasPrefix("failed/") })
        #expect(fixture.events.all.allSatisfy { !$0.sentence.contains("\n") })
    }

    @Test(
        "The same content twice is one job; both settle with its outcome, and the second says of what it is one"
    )
    func duplicates() async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching { _ in
            try await fixture.events.wait(for: "queued", "a.jpg")
            try fixture.put(WatchFixture.pixel, "b.jpg")
            try await fixture.events.wait(for: "duplicate", "b.jpg")
            try fixture.end(.completed)
            try await fixture.events.wait(for: "settled", "b.jpg")
            // Also long after.
            try fixture.put(WatchFixture.pixel, "a.jpg")
            try await fixture.events.wait(for: "settled", "a.jpg", count: 2)
        }
        #expect(
            fixture.contents == [
                "done/a (2).jpg", "done/a (2).jpg.duplicate.json", "done/a.jpg", "done/b.jpg",
                "done/b.jpg.duplicate.json",
            ])
        #expect(try fixture.jobs().count == 1)
    }

    @Test("The same content twice is two jobs where that is wanted, under names that do not clash")
    func processesDuplicates() async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try fixture.put(WatchFixture.pixel, "a.jpeg")
        try await fixture.watching {
            $0.duplicates = .process
        } _: { _ in
            try await fixture.events.wait("two jobs") { _ in try fixture.jobs().count == 2 }
        }
        let names = try fixture.jobs().map { try IngestJob(payload: $0.payload).request.outputName }
        #expect(Set(names).count == 2 && names.contains("a"))
    }

    @Test("A file that is written anew while it is queued becomes a new job, and the old one is given up")
    func rewritten() async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching { _ in
            try await fixture.events.wait(for: "queued", "a.jpg")
            try fixture.put(WatchFixture.pixel + WatchFixture.pixel, "a.jpg")
            try await fixture.events.wait(for: "queued", "a.jpg", count: 2)
            try await fixture.events.wait(for: "changed", "a.jpg")
        }
        #expect(try fixture.jobs().map(\.state) == [.cancelled, .available])
        #expect(fixture.contents == ["a.jpg"])
    }

    @Test("Taking a file away cancels its job; renaming it does not")
    func removedAndRenamed() async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching { _ in
            try await fixture.events.wait(for: "queued", "a.jpg")
            try FileManager.default.moveItem(atPath: fixture.path("a.jpg"), toPath: fixture.path("b.jpg"))
            try await fixture.events.wait(for: "renamed", "b.jpg")
            let job = try #require(try fixture.jobs().first)
            #expect(UploadLocation.resolve(job)?.absolute == fixture.path("b.jpg"))
            try FileManager.default.removeItem(atPath: fixture.path("b.jpg"))
            try await fixture.events.wait(for: "removed", "b.jpg")
            #expect(UploadLocation.resolve(job) == nil)
        }
        #expect(try fixture.jobs().map(\.state) == [.cancelled])
    }

    @Test("Files in a new folder inside of a new folder are found, however early they were there")
    func newFolders() async throws {
        let fixture = try WatchFixture()
        try await fixture.watching {
            // Nothing but the kernel's hints can be the reason.
            $0.rescan = .seconds(3600)
        } _: { _ in
            try await fixture.events.wait("start") { $0.contains { $0.name == "mode" } }
            for index in 0..<30 {
                try fixture.put(
                    WatchFixture.pixel + [UInt8(index)] + [0xFF, 0xD9], "n\(index)/deep/er/a.jpg")
            }
            try await fixture.events.wait("30 jobs") { _ in try fixture.jobs().count == 30 }
        }
        #expect(fixture.events.all.contains { $0.name == "mode" && $0.path == RelativePath("n3/deep/er") })
    }

    @Test("Where the kernel is not asked, everything is found by looking again")
    func polls() async throws {
        let fixture = try WatchFixture()
        try await fixture.watching {
            $0.polls = true
        } _: { _ in
            try await fixture.events.wait("start") { $0.contains(.mode(.root, .polling(.asked))) }
            try fixture.put(WatchFixture.pixel, "sub/a.jpg")
            try await fixture.events.wait(for: "queued", "sub/a.jpg")
        }
    }

    @Test("A second process that watches the folder is refused, until the first has ended")
    func twoWatchers() async throws {
        let fixture = try WatchFixture()
        try await fixture.watching { _ in
            try await fixture.events.wait("start") { $0.contains { $0.name == "started" } }
            let second = fixture.watch(fixture.options)
            let error = await #expect(throws: WatchError.self) { try await second.run() }
            #expect(error?.code == .alreadyWatched)
        }
        try await fixture.watching { _ in
            try await fixture.events.wait("second start") { $0.filter { $0.name == "started" }.count == 2 }
        }
    }

    @Test("A folder that vanishes is waited for, and what comes back with it is taken")
    func vanishes() async throws {
        let fixture = try WatchFixture()
        try await fixture.watching { _ in
            try await fixture.events.wait("start") { $0.contains { $0.name == "started" } }
            let away = fixture.directory.path + "/away"
            try FileManager.default.moveItem(atPath: fixture.folder, toPath: away)
            try await fixture.events.wait("gone") { $0.contains(.gone) }
            try Data(WatchFixture.pixel).write(to: URL(filePath: away + "/a.jpg"))
            try FileManager.default.moveItem(atPath: away, toPath: fixture.folder)
            try await fixture.events.wait(for: "queued", "a.jpg")
        }
        #expect(fixture.events.all.contains(.returned))
    }
}
