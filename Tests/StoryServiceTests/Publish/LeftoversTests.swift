import Foundation
import TestSupport
import Testing

@testable import StoryService

@Suite struct LeftoversTests {
    private static let token = "0123456789abcdef"

    @Test("Parts of a run that died are removed, those of a run at work and of others stay")
    func removesDead() throws {
        let folder = try TemporaryDirectory()
        let names = OutputNames(input: "clip.mov", outputDirectory: folder.path)
        let alive = try Staging(names)
        try FileSystem.write(Array("half".utf8), toNew: alive.workshop.path(of: .video(slide: 1)))
        let kept = folder.contents + [".clip2.\(Self.token).json.part", "clip.part"]
        try folder.write("half", to: manifestPart)
        try folder.write("half", to: part("1.mp4"))
        try folder.write("half", to: ".clip.aaaaaaaaaaaaaaaa.work.part/1.mp4")
        try folder.write("", to: ".clip2.\(Self.token).json.part")
        try folder.write("", to: "clip.part")

        Leftovers.settle(names)
        #expect(Set(folder.contents) == Set(kept))
        withExtendedLifetime(alive) {}
    }

    @Test("A run that died before it began to publish publishes nothing")
    func beginsNothing() throws {
        let folder = try TemporaryDirectory()
        try folder.write("video", to: part("1.mp4"))
        try folder.write("cover", to: part("1.jpg"))
        try write(try manifest(), to: folder.file(manifestPart))

        Leftovers.settle(OutputNames(input: "clip.mov", outputDirectory: folder.path))
        #expect(folder.contents.isEmpty)
    }

    @Test("A run that died while it published is finished", arguments: 1...2)
    func finishesPublishing(published: Int) throws {
        let folder = try TemporaryDirectory()
        let files = [("clip.mp4", "1.mp4", "video"), ("clip.jpg", "1.jpg", "cover")]
        for (index, (name, role, content)) in files.enumerated() {
            try folder.write(content, to: index < published ? name : part(role))
        }
        try write(try manifest(), to: folder.file(manifestPart))

        Leftovers.settle(OutputNames(input: "clip.mov", outputDirectory: folder.path))
        #expect(folder.contents == ["clip.jpg", "clip.json", "clip.mp4"])
        #expect(Manifest.read(folder.file("clip.json"))?.isWhole(in: folder.path) == true)
    }

    @Test("A run that died while it published gives way to another's file")
    func neverReplaces() throws {
        let folder = try TemporaryDirectory()
        try folder.write("precious", to: "clip.mp4")
        try folder.write("video", to: part("1.mp4"))
        try folder.write("cover", to: part("1.jpg"))
        try write(try manifest(), to: folder.file(manifestPart))

        Leftovers.settle(OutputNames(input: "clip.mov", outputDirectory: folder.path))
        #expect(folder.contents == ["clip.mp4"])
        #expect(try String(contentsOfFile: folder.file("clip.mp4"), encoding: .utf8) == "precious")
    }

    @Test("A run that died while it replaced its predecessor is finished")
    func finishesReplacing() throws {
        let folder = try TemporaryDirectory()
        let old = try Manifest.sample([(("clip.mp4", "old video"), ("clip.jpg", "old cover"))])
        try write(old, to: folder.file("clip.json"))
        try folder.write("video", to: "clip.mp4")
        try folder.write("old cover", to: "clip.jpg")
        try folder.write("cover", to: part("1.jpg"))
        try write(try manifest(), to: folder.file(manifestPart))

        Leftovers.settle(OutputNames(input: "clip.mov", outputDirectory: folder.path))
        #expect(folder.contents == ["clip.jpg", "clip.json", "clip.mp4"])
        #expect(Manifest.read(folder.file("clip.json")) == (try manifest()))
        #expect(try manifest().isWhole(in: folder.path))
    }

    private let manifestPart = ".clip.\(token).json.part"

    private func part(_ file: String) -> String { ".clip.\(Self.token).work.part/\(file)" }

    private func manifest() throws -> Manifest {
        try Manifest.sample([(("clip.mp4", "video"), ("clip.jpg", "cover"))])
    }

    private func write(_ manifest: Manifest, to path: String) throws {
        try Data(try manifest.json()).write(to: URL(filePath: path))
    }
}
