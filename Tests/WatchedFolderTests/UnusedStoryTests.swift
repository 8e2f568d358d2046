import Foundation
import TestSupport
import Testing

@testable import Files
@testable import WatchedFolder

/// Stories in a watched folder that belong to no upload.
@Suite struct UnusedStoryTests {
    private static let story = Array(#"{"version":1,"slides":[{}]}"#.utf8)

    private func reasons(_ fixture: WatchFixture, _ path: String) -> [String] {
        fixture.events.all.compactMap { event in
            if case .unused(RelativePath(path), let reason) = event { reason } else { nil }
        }
    }

    @Test(
        "A story whose name differs from its upload's by case is told at once, with the right name",
        arguments: [
            ("E.JPG", "e.jpg.story.json", "E.JPG.story.json"), ("E.JPG", "e.story.yaml", "E.story.yaml"),
            ("e.jpg", "e.jpg.STORY.JSON", "e.jpg.story.json"), ("e.jpg", "Story.json", "story.json"),
        ])
    func otherCase(upload: String, story: String, right: String) async throws {
        let fixture = try WatchFixture()
        try fixture.put(Self.story, story)
        try fixture.put(WatchFixture.pixel, upload)
        try await fixture.watching { _ in
            try await fixture.events.wait(for: "unused", story)
            try await fixture.events.wait(for: "queued", upload)
        }
        #expect(reasons(fixture, story) == ["Its name is right except for its case. Rename it to \(right)."])
    }

    @Test("A story whose upload does not come is told once, after a while")
    func alone() async throws {
        let fixture = try WatchFixture()
        try fixture.put(Self.story, "a.mov.story.json")
        try await fixture.watching {
            $0.stalledAfter = .milliseconds(500)
        } _: { _ in
            try await fixture.events.wait(for: "unused", "a.mov.story.json")
            // Several times as long as it takes to look again.
            try await Task.sleep(for: .seconds(1))
        }
        #expect(reasons(fixture, "a.mov.story.json").count == 1)
        #expect(fixture.contents == ["a.mov.story.json"])
    }

    @Test("A story whose upload comes in time, and a folder's own, are not told")
    func used() async throws {
        let fixture = try WatchFixture()
        try fixture.put(Self.story, "story.json")
        try fixture.put(Self.story, "a.story.json")
        try await fixture.watching {
            $0.stalledAfter = .seconds(600)
        } _: { _ in
            try await fixture.events.wait("start") { $0.contains { $0.name == "mode" } }
            try fixture.put(WatchFixture.pixel, "a.jpg")
            try await fixture.events.wait(for: "queued", "a.jpg")
        }
        #expect(!fixture.events.all.contains { $0.name == "unused" })
    }

    @Test("An unused story is a sentence for a person, and an object for a program")
    func words() throws {
        let event = WatchEvent.unused(RelativePath("a.story.json"), reason: "No upload has arrived for it.")
        #expect(event.sentence == "a.story.json: belongs to no upload: No upload has arrived for it.")
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(event), as: UTF8.self)
        #expect(
            text == #"{"event":"unused","path":"a.story.json","reason":"No upload has arrived for it."}"#)
    }
}
