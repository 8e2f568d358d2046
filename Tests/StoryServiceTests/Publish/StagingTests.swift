import Foundation
import TestSupport
import Testing
import Transcoding

@testable import StoryService

@Suite struct StagingTests {
    @Test("Published files have their names, and nothing else is there")
    func publishes() throws {
        let folder = try TemporaryDirectory()
        let staging = try stage(folder.file("new/out"))
        #expect(
            folder.contents.allSatisfy { ["new", "new/out"].contains($0) || $0.hasPrefix("new/out/.clip.") })
        try publish(staging)
        #expect(
            folder.contents == [
                "new", "new/out", "new/out/clip.jpg", "new/out/clip.json", "new/out/clip.mp4",
            ])
        #expect(try manifest().isWhole(in: folder.file("new/out")))
    }

    @Test("A run that is given up leaves nothing")
    func discards() throws {
        let folder = try TemporaryDirectory()
        do {
            let staging = try stage(folder.path)
            #expect(folder.contents.count == 4)
            withExtendedLifetime(staging) {}
        }
        #expect(folder.contents == [])
    }

    @Test("A run that leaves its work for a later one leaves only that")
    func leaves() throws {
        let folder = try TemporaryDirectory()
        let staging = try stage(folder.path)
        let workshop = staging.workshop
        staging.leave()
        staging.discard()
        #expect(FileSystem.names(in: workshop.folder).sorted() == ["1.jpg", "1.mp4"])
        let names = OutputNames(input: "clip.mov", outputDirectory: folder.path)
        withExtendedLifetime(staging) {}
        Leftovers.settle(names, keeping: [workshop])
        #expect(FileSystem.names(in: workshop.folder).sorted() == ["1.jpg", "1.mp4"])
    }

    @Test("Folders that were made for a run that is given up go with it, those with files in them stay")
    func removesFolders() throws {
        let folder = try TemporaryDirectory()
        try stage(folder.file("new/out")).discard()
        #expect(folder.contents == [])
        let staging = try stage(folder.file("new/out"))
        try folder.write("somebody's", to: "new/note")
        staging.discard()
        #expect(folder.contents == ["new", "new/note"])
    }

    @Test(
        "A file that is in the way stays, and what was published before it is taken back",
        arguments: ["clip.mp4", "clip.jpg", "clip.json"])
    func neverReplaces(name: String) throws {
        let folder = try TemporaryDirectory()
        try folder.write("precious", to: name)
        let staging = try stage(folder.path)
        let error = #expect(throws: MediaError.self) { try publish(staging) }
        #expect(error?.code == .cannotCreateOutput)
        staging.discard()
        #expect(folder.contents == [name])
        #expect(try String(contentsOfFile: folder.file(name), encoding: .utf8) == "precious")
    }

    @Test("Only what may be replaced is replaced")
    func replaces() throws {
        let folder = try TemporaryDirectory()
        for name in ["clip.mp4", "clip.jpg", "clip.json"] { try folder.write("old", to: name) }
        let staging = try stage(folder.path)
        try publish(staging, replacing: ["clip.mp4", "clip.jpg", "clip.json"])
        #expect(try manifest().isWhole(in: folder.path))
        #expect(folder.contents == ["clip.jpg", "clip.json", "clip.mp4"])
    }

    @Test("A folder that cannot be is refused with its name")
    func refusesFolder() throws {
        let folder = try TemporaryDirectory()
        try folder.write("", to: "file")
        let error = #expect(throws: MediaError.self) { _ = try stage(folder.file("file")) }
        #expect(error?.code == .cannotCreateOutput)
        #expect(error?.file == folder.file("file"))
    }

    private func stage(_ folder: String) throws -> Staging {
        let staging = try Staging(OutputNames(input: "clip.mov", outputDirectory: folder))
        try FileSystem.write(Array("video".utf8), toNew: staging.workshop.path(of: .video(slide: 1)))
        try FileSystem.write(Array("cover".utf8), toNew: staging.workshop.path(of: .cover(slide: 1)))
        return staging
    }

    private func publish(_ staging: Staging, replacing names: Set<String> = []) throws {
        try staging.prepare(try manifest())
        try staging.publication(of: try manifest(), replacing: names).place()
        try staging.close()
    }

    private func manifest() throws -> Manifest {
        try Manifest.sample([(("clip.mp4", "video"), ("clip.jpg", "cover"))])
    }
}
