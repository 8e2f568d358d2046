import Foundation
import Jobs
import TestSupport
import Testing

@testable import Files
@testable import StoryService
@testable import WatchedFolder

/// Files that stories name and that come after their uploads.
@Suite struct StoryFilesTests {
    private static let story = Array(
        #"""
        {"version":1,"slides":[{"overlays":[
        {"type":"sticker","src":"assets/logo.png","x":0.5,"y":0.5,"width":0.2}]}]}
        """#.utf8)

    @Test("An upload whose story names a file waits for it, says so, and becomes a job when it is there")
    func waits() async throws {
        let fixture = try WatchFixture()
        try fixture.put(Self.story, "a.story.json")
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching { _ in
            try await fixture.events.wait(for: "waiting", "a.jpg")
            #expect(try fixture.jobs().isEmpty)
            try FileManager.default.createDirectory(
                atPath: fixture.path("assets"), withIntermediateDirectories: true)
            try fixture.put("heart.png", "assets/logo.png")
            try await fixture.events.wait(for: "queued", "a.jpg")
        }
        let reason = fixture.events.all.compactMap { event in
            if case .waiting(_, let reason) = event { reason } else { nil }
        }
        #expect(reason.first == "Its story names assets/logo.png, which has not arrived.")
    }

    @Test("A file that is still being written is waited for, too")
    func waitsForWhole() async throws {
        let fixture = try WatchFixture()
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: Fixture.path("heart.png"))))
        try fixture.put(Self.story, "a.story.json")
        try fixture.put(Array(bytes.prefix(bytes.count / 2)), "assets/logo.png")
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching { _ in
            try await fixture.events.wait(for: "waiting", "a.jpg")
            try fixture.put(bytes, "assets/logo.png")
            try await fixture.events.wait(for: "queued", "a.jpg")
        }
        #expect(try fixture.jobs().count == 1)
    }

    @Test("An upload whose story's file does not come is refused with the problem, and may be tried again")
    func refuses() async throws {
        let fixture = try WatchFixture()
        try fixture.put(Self.story, "a.story.json")
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching {
            $0.stalledAfter = .milliseconds(200)
            $0.refusedAfter = .milliseconds(600)
        } _: { _ in
            try await fixture.events.wait(for: "refused", "a.jpg")
        }
        #expect(fixture.contents == ["failed/a.jpg", "failed/a.jpg.error.json", "failed/a.story.json"])
        let text = try Data(contentsOf: URL(filePath: fixture.path("failed/a.jpg.error.json")))
        let record = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
        #expect(record["code"] as? String == "unusableStory" && record["canRetry"] as? Bool == true)
        #expect(
            record["problems"] as? [String] == [
                "$.slides[0].overlays[0].src: Its story names assets/logo.png, which has not arrived."
            ])
        #expect(try fixture.jobs().isEmpty)
    }

    @Test("What a job finds wrong with its story is listed, problem by problem, in its upload's record")
    func listsProblems() throws {
        let fixture = try WatchFixture()
        func problems(_ code: String, _ message: String) throws -> [String]? {
            _ = try fixture.store.submit([JobDraft(kind: IngestJob.kind, payload: "{}")])
            let runner = RunnerID(machine: "elsewhere", process: 1, started: "test", instance: "test")
            let claims = try fixture.store.claim(
                runner, kinds: [IngestJob.kind], limit: 1, lease: .seconds(30))
            let claim = try #require(claims.first).claim
            let failure = JobFailure(attempt: 1, at: Date(), code: code, message: message, canRetry: false)
            _ = try fixture.store.fail(claim, failure, retryAfter: nil)
            let job = try #require(try fixture.store.job(claim.job))
            return UploadRecord(job, input: RelativePath("a.jpg"), duplicateOf: nil).problems
        }
        let first = "$.slides[0].overlays[0].text: got U+1FAE9, which no installed font has; allowed: others."
        let second = "$.slides[1].media.lut.src: got \"a.cube\": It is $.5 empty; allowed: a .cube file."
        #expect(try problems("unusableStory", "/in/a.jpg: \(first) \(second)") == [first, second])
        #expect(try problems("unusableStory", "/in/a.jpg: Its slides are to be joined.") == nil)
        #expect(try problems("unusableMedia", "/in/a.jpg: \(first)") == nil)
    }

    @Test("A file that a folder's story names and that does not come refuses no upload")
    func folderStory() async throws {
        let fixture = try WatchFixture()
        try fixture.put(Self.story, "story.json")
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching {
            $0.stalledAfter = .milliseconds(100)
            $0.refusedAfter = .milliseconds(200)
        } _: { _ in
            try await fixture.events.wait(for: "stalled", "a.jpg")
            try await Task.sleep(for: .seconds(2))
            let logo = try Data(contentsOf: URL(filePath: Fixture.path("heart.png")))
            try fixture.put([UInt8](logo), "assets/logo.png")
            try await fixture.events.wait(for: "queued", "a.jpg")
        }
        #expect(fixture.contents == ["a.jpg", "assets/logo.png", "story.json"])
    }
}
