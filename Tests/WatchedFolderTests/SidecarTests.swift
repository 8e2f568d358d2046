import Foundation
import Jobs
import Story
import TestSupport
import Testing

@testable import Files
@testable import StoryService
@testable import WatchedFolder
@testable import Workers

@Suite struct SidecarTests {
    private static func story(_ duration: Int) -> [UInt8] {
        Array(#"{"version":1,"slides":[{"media":{"duration":\#(duration)}}]}"#.utf8)
    }

    @Test("The story of an upload is its own, then that of its folder, then of those above, then a plain one")
    func nearest() throws {
        let fixture = try WatchFixture()
        let tree = try FolderTree(fixture.folder)
        let upload = RelativePath("sub/deep/a.jpg")
        func duration() throws -> Double? {
            try UploadStory.find(for: upload, in: tree).document.slides[0].media.duration
        }
        try fixture.put(WatchFixture.pixel, "sub/deep/a.jpg")
        #expect(try UploadStory.find(for: upload, in: tree) == .plain)
        try fixture.put(Self.story(1), "story.json")
        #expect(try duration() == 1)
        try fixture.put(Self.story(2), "sub/story.json")
        #expect(try duration() == 2)
        try fixture.put(Self.story(3), "sub/deep/a.story.json")
        #expect(try duration() == 3)
        try fixture.put(Self.story(4), "sub/deep/a.jpg.story.json")
        #expect(try duration() == 4)
        let sidecar = try UploadStory.find(for: upload, in: tree).sidecar
        #expect(sidecar == RelativePath("sub/deep/a.jpg.story.json"))
    }

    @Test("An upload whose accents are stored in one way has a story that stores them in the other")
    func normalForms() throws {
        let fixture = try WatchFixture()
        let tree = try FolderTree(fixture.folder)
        try fixture.put(WatchFixture.pixel, "nai\u{308}ve.jpg")
        try fixture.put(Self.story(4), "na\u{EF}ve.jpg.story.json")
        let story = try UploadStory.find(for: RelativePath("nai\u{308}ve.jpg"), in: tree)
        #expect(story.document.slides[0].media.duration == 4)
        #expect(story.sidecar == RelativePath("na\u{EF}ve.jpg.story.json"))
    }

    @Test("A story may be YAML, and that in JSON goes before it")
    func yaml() throws {
        let fixture = try WatchFixture()
        let tree = try FolderTree(fixture.folder)
        let upload = RelativePath("sub/a.jpg")
        func story() throws -> UploadStory { try UploadStory.find(for: upload, in: tree) }
        func yaml(_ duration: Int) -> [UInt8] {
            Array("version: 1\nslides:\n- media: {duration: \(duration), path: no}\n".utf8)
        }
        try fixture.put(WatchFixture.pixel, "sub/a.jpg")
        try fixture.put(yaml(1), "story.yaml")
        #expect(try story().document.slides[0].media.duration == 1)
        #expect(try story().files == [RelativePath("no")])
        #expect(try story().notes.count == 1)
        try fixture.put(yaml(2), "sub/a.story.yml")
        #expect(try story().document.slides[0].media.duration == 2)
        #expect(try story().sidecar == RelativePath("sub/a.story.yml"))
        try fixture.put(Self.story(3), "sub/a.story.json")
        #expect(try story().document.slides[0].media.duration == 3)
        #expect(try story().notes == [])
    }

    @Test(
        "A story that names a file outside of the watched folder is refused",
        arguments: ["/etc/passwd.png", "../x.png", "a/../../../x.png"])
    func strays(src: String) throws {
        let fixture = try WatchFixture()
        let text =
            #"{"version":1,"slides":[{"overlays":[{"type":"sticker","src":"\#(src)","x":0.5,"y":0.5,"width":0.2}]}]}"#
        try fixture.put(Array(text.utf8), "sub/a.story.json")
        if src == "../x.png" {
            // One folder up is still inside.
            let tree = try FolderTree(fixture.folder)
            let story = try UploadStory.find(for: RelativePath("sub/a.jpg"), in: tree)
            #expect(story.files == [RelativePath("x.png")])
            return
        }
        let error = try #require(throws: UnusableStory.self) {
            _ = try UploadStory.find(for: RelativePath("sub/a.jpg"), in: FolderTree(fixture.folder))
        }
        #expect(error.problems.count == 1 && error.problems[0].hasPrefix("$.slides[0].overlays[0].src: got"))
    }

    @Test("The cover of a song must lie inside of the watched folder, too")
    func strayCover() throws {
        let fixture = try WatchFixture()
        let text =
            #"{"version":1,"slides":[{"overlays":[{"type":"music","title":"t","artist":"a","cover":"/etc/x.png"}]}]}"#
        try fixture.put(Array(text.utf8), "a.story.json")
        let error = try #require(throws: UnusableStory.self) {
            _ = try UploadStory.find(for: RelativePath("a.jpg"), in: FolderTree(fixture.folder))
        }
        #expect(
            error.problems.count == 1 && error.problems[0].hasPrefix("$.slides[0].overlays[0].cover: got"))
    }

    @Test("A story that is a link is refused unread")
    func linkedStory() throws {
        let fixture = try WatchFixture()
        let canary = try fixture.directory.write(
            String(decoding: Self.story(9), as: UTF8.self), to: "canary.json")
        try FileManager.default.createSymbolicLink(
            atPath: fixture.path("a.story.json"), withDestinationPath: canary)
        #expect(throws: UnusableStory.self) {
            _ = try UploadStory.find(for: RelativePath("a.jpg"), in: FolderTree(fixture.folder))
        }
    }

    @Test("A broken story refuses its upload, with every problem, and goes along")
    func broken() async throws {
        let fixture = try WatchFixture()
        try fixture.put(Array(#"{"version":1,"slides":[{"medya":{},"overlay":[]}]}"#.utf8), "a.story.json")
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching { _ in try await fixture.events.wait(for: "refused", "a.jpg") }
        #expect(fixture.contents == ["failed/a.jpg", "failed/a.jpg.error.json", "failed/a.story.json"])
        let record = String(decoding: try fixture.bytes("failed/a.jpg.error.json"), as: UTF8.self)
        #expect(record.contains("$.slides[0].medya") && record.contains("$.slides[0].overlay"))
        #expect(try fixture.jobs().isEmpty)
    }

    @Test("A folder's broken story makes its uploads wait until it is mended, and refuses none")
    func brokenDefault() async throws {
        let fixture = try WatchFixture()
        try fixture.put(Array("{".utf8), "story.json")
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching { _ in
            try await fixture.events.wait(for: "waiting", "a.jpg")
            try fixture.put(Self.story(3), "story.json")
            try await fixture.events.wait(for: "queued", "a.jpg")
        }
        #expect(try duration(fixture.jobs()[0]) == 3)
        #expect(fixture.contents == ["a.jpg", "story.json"])
    }

    @Test("An upload waits for a story of its own where that is wanted")
    func waits() async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching {
            $0.sidecarWait = .seconds(600)
        } _: { _ in
            try await fixture.events.wait(for: "waiting", "a.jpg")
            try fixture.put(Self.story(3), "a.story.json")
            try await fixture.events.wait(for: "queued", "a.jpg")
        }
        #expect(try fixture.jobs().map { try duration($0) } == [3])
    }

    @Test("An upload whose own story does not come goes on without after a while")
    func waitsInVain() async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching {
            $0.sidecarWait = .seconds(1)
        } _: { _ in
            try await fixture.events.wait(for: "waiting", "a.jpg")
            try await fixture.events.wait(for: "queued", "a.jpg")
        }
        #expect(try fixture.jobs().map { try duration($0) } == [nil])
    }

    @Test("A story that comes late replaces the job, as long as that is not done")
    func late() async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching { _ in
            try await fixture.events.wait(for: "queued", "a.jpg")
            try fixture.put(Self.story(3), "a.story.json")
            try await fixture.events.wait(for: "queued", "a.jpg", count: 2)
        }
        // A later process takes the story for the one that it knows.
        try await fixture.watching { _ in
            try await fixture.events.wait("start") { $0.filter { $0.name == "mode" }.count == 2 }
            try await Task.sleep(for: .milliseconds(500))
        }
        let jobs = try fixture.jobs()
        #expect(jobs.map(\.state) == [.cancelled, .available])
        #expect(try duration(jobs[1]) == 3)
    }

    @Test("What a folder's story is decorated with is no upload")
    func assets() async throws {
        let fixture = try WatchFixture()
        let text =
            #"{"version":1,"slides":[{"overlays":[{"type":"sticker","src":"logo.png","x":0.5,"y":0.5,"width":0.2}]}]}"#
        try fixture.put(Array(text.utf8), "story.json")
        try fixture.put("heart.png", "logo.png")
        try fixture.put([1], "assets/x.png")
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching { _ in try await fixture.events.wait(for: "queued", "a.jpg") }
        #expect(fixture.events.all.filter { $0.name == "found" }.map(\.path) == [RelativePath("a.jpg")])
    }

    private func duration(_ job: Job) throws -> Double? {
        try IngestJob(payload: job.payload).request.story.slides[0].media.duration
    }
}
