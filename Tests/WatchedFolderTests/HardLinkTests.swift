import Foundation
import Jobs
import TestSupport
import Testing

@testable import WatchedFolder

/// Two names of one file.
@Suite struct HardLinkTests {
    private func link(_ name: String, to first: String, in fixture: WatchFixture) throws {
        try FileManager.default.linkItem(atPath: fixture.path(first), toPath: fixture.path(name))
    }

    private func record(_ fixture: WatchFixture) throws -> [String: Any]? {
        let text = try Data(contentsOf: URL(filePath: fixture.path("done/b.jpg.duplicate.json")))
        return try JSONSerialization.jsonObject(with: text) as? [String: Any]
    }

    @Test("Two links to one file become one story, and the second has a record that says so")
    func together() async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try link("b.jpg", to: "a.jpg", in: fixture)
        try await fixture.watching { _ in
            try await fixture.events.wait(for: "duplicate", "b.jpg")
            try fixture.end(.completed)
            try await fixture.events.wait(for: "settled", "a.jpg")
            try await fixture.events.wait(for: "settled", "b.jpg")
        }
        #expect(fixture.contents == ["done/a.jpg", "done/b.jpg", "done/b.jpg.duplicate.json"])
        #expect(try record(fixture)?["duplicateOf"] as? String == "a.jpg")
        #expect(try fixture.jobs().count == 1)
    }

    @Test("A link that is made while the job runs is told as a duplicate, and has its record")
    func later() async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching { _ in
            try await fixture.events.wait(for: "queued", "a.jpg")
            try link("b.jpg", to: "a.jpg", in: fixture)
            try await fixture.events.wait(for: "duplicate", "b.jpg")
            try fixture.end(.completed)
            try await fixture.events.wait(for: "settled", "b.jpg")
        }
        #expect(fixture.contents == ["done/a.jpg", "done/b.jpg", "done/b.jpg.duplicate.json"])
        #expect(try record(fixture)?["duplicateOf"] as? String == "a.jpg")
    }

    @Test("A link whose upload was settled before a crash is its duplicate still")
    func afterCrash() async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching { _ in try await fixture.events.wait(for: "queued", "a.jpg") }
        try link("b.jpg", to: "a.jpg", in: fixture)
        try FileManager.default.moveItem(atPath: fixture.path("a.jpg"), toPath: fixture.path("done/a.jpg"))
        try fixture.end(.completed)
        try await fixture.watching { _ in try await fixture.events.wait(for: "settled", "b.jpg") }
        #expect(fixture.contents == ["done/a.jpg", "done/b.jpg", "done/b.jpg.duplicate.json"])
    }

    @Test("Where duplicates are stories of their own, so is a link")
    func processed() async throws {
        let fixture = try WatchFixture()
        try fixture.put(WatchFixture.pixel, "a.jpg")
        try await fixture.watching {
            $0.duplicates = .process
        } _: { _ in
            try await fixture.events.wait(for: "queued", "a.jpg")
            try link("b.jpg", to: "a.jpg", in: fixture)
            try await fixture.events.wait(for: "queued", "b.jpg")
            try fixture.end(.completed, limit: 2)
            try await fixture.events.wait(for: "settled", "a.jpg")
            try await fixture.events.wait(for: "settled", "b.jpg")
        }
        #expect(try fixture.jobs().count == 2)
        #expect(fixture.contents == ["done/a.jpg", "done/b.jpg"])
    }
}
