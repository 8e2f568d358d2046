import Foundation
import Jobs
import TestSupport
import Testing

@testable import StoryService
@testable import Workers

/// Uploads that are replaced before their stories are made.
@Suite struct ReplacedUploadTests {
    private func names(_ fixture: WatchFixture) throws -> [String?] {
        try fixture.jobs().map { try IngestJob(payload: $0.payload).request.outputName }
    }

    private func replace(_ name: String, in fixture: WatchFixture) throws {
        try fixture.put(WatchFixture.pixel + [1, 0xFF, 0xD9], ".new")
        try FileManager.default.removeItem(atPath: fixture.path(name))
        try FileManager.default.moveItem(atPath: fixture.path(".new"), toPath: fixture.path(name))
    }

    @Test("An upload that is replaced before its story is made gives the plain name to the new story")
    func plainName() async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "clip.jpg")
        try await fixture.watching { _ in
            try await fixture.events.wait(for: "queued", "clip.jpg")
            try replace("clip.jpg", in: fixture)
            try await fixture.events.wait(for: "queued", "clip.jpg", count: 2)
        }
        #expect(try names(fixture) == ["clip", "clip"])
        #expect(try fixture.jobs().map(\.state) == [.cancelled, .available])
    }

    @Test("Where another upload waits for the replaced one's story, that keeps its name")
    func sharedName() async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "clip.jpg")
        try await fixture.watching { _ in
            try await fixture.events.wait(for: "queued", "clip.jpg")
            try fixture.put(WatchFixture.pixel, "other.jpg")
            try await fixture.events.wait(for: "duplicate", "other.jpg")
            try replace("clip.jpg", in: fixture)
            try await fixture.events.wait(for: "queued", "clip.jpg", count: 2)
        }
        let names = try names(fixture)
        #expect(names.count == 2 && names[0] == "clip" && names[1]?.hasPrefix("clip-") == true)
    }
}
