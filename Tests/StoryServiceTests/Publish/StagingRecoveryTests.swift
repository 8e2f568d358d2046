import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Files
@testable import StoryService

@Suite struct StagingRecoveryTests {
    private static let token = "0123456789abcdef"

    @Test("Parts of a run that died are removed, those of a run at work and of others stay")
    func removesDead() throws {
        let folder = try PublishingFolder()
        let alive = try folder.stage("live")
        let kept =
            folder.contents + [".storymedia/clip2.\(Self.token).json", ".storymedia/note", "clip.part"]
        try folder.write("half", ".storymedia/clip.\(Self.token).json")
        try folder.write("half", ".storymedia/clip.\(Self.token).work/1.mp4")
        try folder.write("half", ".storymedia/clip.aaaaaaaaaaaaaaaa.work/1.mp4")
        try folder.write("", ".storymedia/clip2.\(Self.token).json")
        try folder.write("", ".storymedia/note")
        try folder.write("", "clip.part")

        folder.settle()
        #expect(Set(folder.contents) == Set(kept))
        withExtendedLifetime(alive) {}
    }

    @Test("A run that died before it began to publish publishes nothing")
    func beginsNothing() throws {
        let folder = try PublishingFolder()
        var staging: Staging? = try folder.stage("new")
        _ = try folder.prepare(try #require(staging), "new")
        staging?.leave()
        staging = nil
        folder.settle()
        #expect(folder.contents.isEmpty)
    }

    @Test("A run that died while it published gives way to another's file", arguments: [0, 1])
    func neverReplaces(item: Int) throws {
        let folder = try PublishingFolder()
        try kill(folder, "new", after: 2 + item)
        let name = ["clip.jpg", "clip.json"][item]
        try folder.write("precious", name)
        folder.settle()
        #expect(folder.contents == [name])
        #expect(folder.text(name) == "precious")
    }

    @Test("A file that was damaged while it waited is not published, and the old story comes back")
    func noticesDamage() throws {
        let folder = try PublishingFolder()
        try folder.publish("old")
        try kill(folder, "new", overwrites: true, after: 4)
        let part = try #require(folder.contents.first { $0.hasSuffix(".work/1.jpg") })
        try folder.write("torn", part)
        folder.settle()
        #expect(folder.contents == ["clip.jpg", "clip.json", "clip.mp4"])
        #expect(folder.read() == (try PublishingFolder.story("old")))
    }

    @Test("Without a key to know it by, what a killed run has left is removed, and not gone on with")
    func needsKey() throws {
        let folder = try PublishingFolder()
        try kill(folder, "new", after: 2, hasKey: false)
        folder.settle()
        #expect(folder.contents == ["clip.mp4"])
        // Nor with a state folder that others may write to.
        let other = try PublishingFolder()
        try kill(other, "new", after: 2)
        try #require(unsafe chmod(other.state.path, 0o777) == 0)
        other.settle()
        #expect(other.contents == ["clip.mp4"])
    }

    @Test("A key that others could have read is made anew")
    func renewsKey() throws {
        let folder = try PublishingFolder()
        let key = try #require(PublicationKey.open(in: folder.state))
        #expect(key.bytes.count == 32 && PublicationKey.open(in: folder.state) == key)
        let path = folder.state.path + "/publication.key"
        #expect(try OpenFile(path, for: .reading).permissions() == .ownerReadWrite)
        try #require(unsafe chmod(path, 0o640) == 0)
        let other = try #require(PublicationKey.open(in: folder.state))
        #expect(other != key && PublicationKey.open(in: folder.state) == other)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.state.path) == ["publication.key"])
    }

    private func kill(
        _ folder: PublishingFolder, _ version: String, overwrites: Bool = false, after steps: Int,
        hasKey: Bool = true
    ) throws {
        var staging: Staging? = try folder.stage(version, hasKey: hasKey)
        let publication = try folder.prepare(try #require(staging), version, overwrites: overwrites)
        for step in publication.steps.prefix(steps) { try publication.perform(step) }
        staging?.leave()
        staging = nil
    }
}
