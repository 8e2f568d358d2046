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
        #expect(folder.contents.allSatisfy { !$0.hasSuffix("mp4") && !$0.hasSuffix("json") })
        try staging.publish(try manifest(), replacing: [])
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
            #expect(folder.contents.count == 3)
            withExtendedLifetime(staging) {}
        }
        #expect(folder.contents == [])
    }

    @Test(
        "A file that is in the way stays, and what was published before it is taken back",
        arguments: ["clip.mp4", "clip.jpg", "clip.json"])
    func neverReplaces(name: String) throws {
        let folder = try TemporaryDirectory()
        try folder.write("precious", to: name)
        let staging = try stage(folder.path)
        let error = #expect(throws: MediaError.self) { try staging.publish(try manifest(), replacing: []) }
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
        try staging.publish(try manifest(), replacing: ["clip.mp4", "clip.jpg", "clip.json"])
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
        try FileSystem.write(Array("video".utf8), to: try staging.makePart(.video(slide: 1)))
        try FileSystem.write(Array("cover".utf8), to: try staging.makePart(.cover(slide: 1)))
        return staging
    }

    private func manifest() throws -> Manifest {
        try Manifest.sample([(("clip.mp4", "video"), ("clip.jpg", "cover"))])
    }
}
