import Foundation
import Jobs
import SystemPackage
import TestSupport
import Testing

@testable import Files
@testable import StoryService
@testable import WatchedFolder

@Suite struct SettlingTests {
    private static let record = UploadRecord(input: RelativePath("sub/a.jpg"), code: "x", message: "No.")

    @Test(
        "Whichever step is the last before a crash, doing it again leads to the same end",
        arguments: Settling.Step.allCases)
    func crashes(step: Settling.Step) throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "sub/a.jpg")
        try fixture.put(Array("{}".utf8), "sub/a.story.json")
        try fixture.put([1], "failed/sub/a.jpg")
        let tree = try FolderTree(fixture.folder)
        let item = Settling.Item(RelativePath("sub/a.jpg"), record: Self.record)
        let crashing = Settling(tree: tree) { (current) throws(SystemError) in
            if current == step { throw SystemError(.ioError, "crash", "") }
        }
        #expect(throws: SystemError.self) { try crashing.refuse(item) }
        // After that only the sidecar's former name and the disk are left.
        if step != .sidecarName, step != .folders { try Settling(tree: tree).refuse(item) }
        try Settling(tree: tree).removeFirstNames([RelativePath("sub/a.story.json")], in: RelativePath("sub"))
        #expect(
            fixture.contents == [
                "failed/sub/a (2).jpg", "failed/sub/a (2).jpg.error.json", "failed/sub/a (2).story.json",
                "failed/sub/a.jpg",
            ])
        #expect(try fixture.bytes("failed/sub/a (2).jpg") == WatchFixture.pixel)
        #expect(try fixture.bytes("failed/sub/a.jpg") == [1])
    }

    @Test(
        "Whenever a process dies that refuses an upload for its story, the next one ends it",
        arguments: Settling.Step.allCases)
    func crashesAtBrokenStory(step: Settling.Step) async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try fixture.put(Array("{}".utf8), "a.story.json")
        let crashing = Settling(tree: try FolderTree(fixture.folder)) { (current) throws(SystemError) in
            if current == step { throw SystemError(.ioError, "crash", "") }
        }
        let record = UploadRecord(input: RelativePath("a.jpg"), code: "unusableStory", message: "No.")
        #expect(throws: SystemError.self) {
            try crashing.refuse(Settling.Item(RelativePath("a.jpg"), record: record))
        }
        let end = ["failed/a.jpg", "failed/a.jpg.error.json", "failed/a.story.json"]
        try await fixture.watching { _ in
            let deadline = ContinuousClock.now + .seconds(600)
            while fixture.contents != end, ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        #expect(fixture.contents == end)
        #expect(try fixture.jobs().isEmpty)
    }

    @Test("A process that died between giving the second name and taking the first is finished off")
    func halfMoved() throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try fixture.put([1], "done/b.jpg")
        try FileManager.default.linkItem(atPath: fixture.path("a.jpg"), toPath: fixture.path("done/a.jpg"))
        let place = try Settling(tree: FolderTree(fixture.folder)).finish(
            Settling.Item(RelativePath("a.jpg")))
        #expect(place == RelativePath("done/a.jpg"))
        #expect(fixture.contents == ["done/a.jpg", "done/b.jpg"])
    }

    @Test("A story that a film and a photo share goes with the last of them")
    func sharedStory() throws {
        let fixture = try WatchFixture()
        let settling = Settling(tree: try FolderTree(fixture.folder))
        for name in ["a.jpg", "a.MOV", "a.story.json"] { try fixture.put([1], name) }
        try settling.finish(Settling.Item(RelativePath("a.jpg")))
        #expect(fixture.contents == ["a.MOV", "a.story.json", "done/a.jpg"])
        try settling.finish(Settling.Item(RelativePath("a.MOV")))
        #expect(fixture.contents == ["done/a.MOV", "done/a.jpg", "done/a.story.json"])
    }

    @Test("A runner of jobs needs no watch to settle an upload, nor to find it for another attempt")
    func retried() async throws {
        let fixture = try WatchFixture()
        try fixture.put(Array(#"{"version":1,"slides":[{}]}"#.utf8), "a.story.json")
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching { _ in try await fixture.events.wait(for: "queued", "a.jpg") }
        try fixture.end(.refused)
        var job = try #require(try fixture.jobs().first)
        let settled = try UploadSettling.settle(job, in: fixture.store)
        #expect(settled == fixture.path("failed/a.jpg"))
        #expect(fixture.contents == ["failed/a.jpg", "failed/a.jpg.error.json", "failed/a.story.json"])

        _ = try fixture.store.retry(job.id)
        job = try #require(try fixture.store.job(job.id))
        #expect(job.reference == nil)
        #expect(UploadLocation.resolve(job)?.absolute == fixture.path("failed/a.jpg"))
        // A watch that starts now leaves the job alone, though its upload is not in the folder.
        try await fixture.watching { _ in
            try await fixture.events.wait("start") { $0.filter { $0.name == "mode" }.count == 2 }
        }
        #expect(try fixture.store.job(job.id)?.state == .available)
        try fixture.end(.completed)
        job = try #require(try fixture.store.job(job.id))
        try UploadSettling.settle(job, in: fixture.store)
        try UploadSettling.settle(job, in: fixture.store)
        #expect(fixture.contents == ["done/a.jpg", "done/a.story.json"])
    }

    @Test(
        "A process that only works the queue settles what lies in failed/, and leaves the folder to the watch"
    )
    func retriedWithoutWatch() async throws {
        let fixture = try WatchFixture()
        let retried = RetriedUploads(in: fixture.store) { _, reason in Issue.record("\(reason)") }
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching { _ in try await fixture.events.wait(for: "queued", "a.jpg") }
        try fixture.end(.refused)
        let job = try #require(try fixture.jobs().first).id
        retried.follow(.ended(job, .discarded))
        await retried.finish()
        #expect(fixture.contents == ["a.jpg"])

        try UploadSettling.settle(try #require(try fixture.store.job(job)), in: fixture.store)
        _ = try fixture.store.retry(job)
        try fixture.end(.refused)
        retried.follow(.ended(job, .discarded))
        await retried.finish()
        #expect(fixture.contents == ["failed/a.jpg", "failed/a.jpg.error.json"])

        _ = try fixture.store.retry(job)
        try fixture.end(.completed)
        // Its runner was killed before it could settle it.
        retried.settleRecent()
        await retried.finish()
        #expect(fixture.contents == ["done/a.jpg"])
    }

    @Test("A retried job that ends while the folder is watched takes its upload from failed/ to done/")
    func retriedWhileWatched() async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching { watch in
            try await fixture.events.wait(for: "queued", "a.jpg")
            try fixture.end(.refused)
            try await fixture.events.wait(for: "settled", "a.jpg")
            let job = try #require(try fixture.jobs().first)
            _ = try fixture.store.retry(job.id)
            try fixture.end(.completed)
            watch.jobEnded(job.id)
            try await fixture.events.wait(for: "settled", "failed/a.jpg")
        }
        #expect(fixture.contents == ["done/a.jpg"])
    }
}

extension WatchFixture {
    func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path(name)))) }
}
