import Foundation
import Jobs
import Probing
import TestSupport
import Testing

@testable import Files
@testable import WatchedFolder

/// No upload holds up the others.
@Suite struct WatchLimitsTests {
    private func record(_ name: String, _ fixture: WatchFixture) throws -> TestSupport.JSON {
        try TestSupport.JSON(contentsOfFile: fixture.path("failed/\(name).error.json"))
    }

    @Test("An upload that is larger than the limit is refused, and the limit is named")
    func tooLarge() async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "small.jpg")
        try fixture.put(WatchFixture.pixel + [UInt8](repeating: 0, count: 20_000), "large.jpg")
        func limit(_ options: inout WatchOptions) {
            options.limits.input.fileBytes = Int64(WatchFixture.pixel.count)
        }
        try await fixture.watching(limit) { _ in
            try await fixture.events.wait(for: "queued", "small.jpg")
            try await fixture.events.wait(for: "refused", "large.jpg")
        }
        let record = try record("large.jpg", fixture)
        #expect(record["code"]?.string == "limitExceeded")
        #expect(record["message"]?.string?.contains("input.fileBytes") == true)
        #expect(try fixture.jobs().count == 1)
    }

    @Test("An upload of a tebibyte that was never written is refused; one that may yet be written waits")
    func hollow() async throws {
        let fixture = try WatchFixture()
        for (name, bytes) in [("huge.mp4", UInt64(1) << 40), ("growing.mp4", 4 << 30)] {
            try fixture.put("flash-beep.mp4", name)
            let file = try #require(FileHandle(forWritingAtPath: fixture.path(name)))
            try file.truncate(atOffset: bytes)
            try file.close()
        }
        try await fixture.watching { _ in
            try await fixture.events.wait(for: "refused", "huge.mp4")
            try await fixture.events.wait(for: "waiting", "growing.mp4")
        }
        #expect(try record("huge.mp4", fixture)["code"]?.string == "limitExceeded")
        let reasons = fixture.events.all.compactMap { event in
            if case .waiting(_, let reason) = event { reason } else { nil }
        }
        #expect(reasons.count == 1 && reasons[0].contains("the rest is a hole"))
        #expect(try fixture.jobs().isEmpty)
    }

    @Test("A small upload is read while a large one is, and both stop when that is wanted")
    func lanes() async throws {
        let fixture = try WatchFixture()
        let tree = try FolderTree(fixture.folder)
        let events = try FolderEvents(isForcedToPoll: true)
        let hashes = HashQueue(tree, events.bell)
        try fixture.put([], "large.mp4")
        let file = try #require(FileHandle(forWritingAtPath: fixture.path("large.mp4")))
        try file.truncate(atOffset: 1 << 40)
        try file.close()
        try fixture.put(WatchFixture.pixel, "small.jpg")
        for name in ["large.mp4", "small.jpg"] {
            let status = try #require(try tree.entry(RelativePath(name))).status
            hashes.add(RelativePath(name), FileIdentity(status))
        }
        var results: [HashQueue.Result] = []
        while results.isEmpty {
            _ = events.wait(atMost: .seconds(1))
            results = hashes.take()
        }
        #expect(results.map(\.path) == [RelativePath("small.jpg")])
        hashes.stop()
        hashes.wait()
        #expect(hashes.take().isEmpty)
    }

    @Test("Uploads with long stories, right or broken, are dealt with as all others are")
    func longStories() async throws {
        let fixture = try WatchFixture()
        let padding = [UInt8](repeating: 0x20, count: Int(StoryCache.longBytes))
        let story = Array(#"{"version":1,"slides":[{}]}"#.utf8)
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try fixture.put(story + padding, "a.jpg.story.json")
        try fixture.put(Array("version: [".utf8) + padding, "b.jpg.story.yaml")
        try fixture.put(WatchFixture.pixel + [1], "b.jpg")
        try await fixture.watching { _ in
            try fixture.put(WatchFixture.pixel + [2], "c.jpg")
            try await fixture.events.wait(for: "queued", "a.jpg")
            try await fixture.events.wait(for: "queued", "c.jpg")
            try await fixture.events.wait(for: "refused", "b.jpg")
        }
    }

    @Test("Uploads are found 64 folders deep; a folder that is deeper is passed over, and said once")
    func deepFolders() async throws {
        let fixture = try WatchFixture()
        let deepest = Array(repeating: "d", count: 64).joined(separator: "/")
        try fixture.put(WatchFixture.pixel, deepest + "/a.jpg")
        try fixture.put(WatchFixture.pixel, deepest + "/e/b.jpg")
        try fixture.put(WatchFixture.pixel, deepest + "/e/e/e/c.jpg")
        try await fixture.watching { _ in
            try await fixture.events.wait(for: "queued", deepest + "/a.jpg")
            try fixture.put(WatchFixture.pixel, "later.jpg")
            try await fixture.events.wait(for: "queued", "later.jpg")
        }
        let told = fixture.events.all.filter { $0.name == "trouble" }.map(\.sentence)
        #expect(told.count == 1)
        #expect(told.first?.hasPrefix(deepest + "/e: It lies 65 folders deep; the limit is 64.") == true)
        #expect(fixture.events.all.count { $0.name == "found" } == 2)
    }

    @Test("Three thousand folders in each other are looked at as far as they may be")
    func bottomless() async throws {
        let fixture = try WatchFixture()
        // Longer than a path may be, so made one in the other.
        let folders =
            "import os\nos.chdir(\"\(fixture.folder)\")\nfor _ in range(3000):\n os.mkdir('d')\n os.chdir('d')"
        try await Tool("/usr/bin/python3").checked(["-c", folders])
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching { _ in
            try await fixture.events.wait(for: "queued", "a.jpg")
        }
        #expect(fixture.events.all.filter { $0.name == "mode" }.count == 65)
        try await Tool("/bin/rm").checked(["-rf", fixture.folder])
    }

    @Test("A folder whose name is no text is passed over, and said once")
    func unreadableFolder() async throws {
        let fixture = try WatchFixture()
        let script = "import os\nos.makedirs(b'\(fixture.folder)/a\\xff/b')"
        try await Tool("/usr/bin/python3").checked(["-c", script])
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching { _ in
            try await fixture.events.wait(for: "queued", "a.jpg")
        }
        let told = fixture.events.all.filter { $0.name == "trouble" }.map(\.sentence)
        #expect(told == ["a\u{fffd}: Its name is not valid UTF-8. Rename it. Its contents are skipped."])
    }
}
