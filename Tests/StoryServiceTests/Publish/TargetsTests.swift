import Foundation
import TestSupport
import Testing
import Transcoding

@testable import StoryService

@Suite struct TargetsTests {
    @Test("Where nothing is in the way, nothing needs to be replaced", arguments: [false, true])
    func allowsEmptyFolder(overwrites: Bool) throws {
        let folder = try TemporaryDirectory()
        #expect(try replaceable(in: folder.file("new"), overwrites: overwrites) == [])
    }

    @Test("A file in the way is refused unless asked, and says how to ask")
    func refusesExisting() throws {
        let folder = try TemporaryDirectory()
        try folder.write("old", to: "clip.jpg")
        let error = #expect(throws: MediaError.self) { try replaceable(in: folder.path) }
        #expect(error?.code == .cannotCreateOutput)
        #expect(error?.file == folder.file("clip.jpg"))
        #expect(error?.message.contains("--overwrite") == true)
        #expect(try replaceable(in: folder.path, overwrites: true) == ["clip.jpg"])
    }

    @Test("The upload itself is never replaced, by whatever name it is reached")
    func protectsUpload() throws {
        let folder = try TemporaryDirectory()
        let input = try folder.write("upload", to: "clip.mov")
        try FileManager.default.linkItem(atPath: input, toPath: folder.file("clip.mp4"))
        let error = #expect(throws: MediaError.self) {
            try replaceable(in: folder.path, inputs: [input], overwrites: true)
        }
        #expect(error?.message.contains("upload") == true)
    }

    @Test("Among uploads only files of an earlier story are replaced")
    func protectsNeighbours() throws {
        let folder = try TemporaryDirectory()
        let input = try folder.write("upload", to: "clip.mov")
        try folder.write("the Live Photo's still", to: "clip.jpg")
        #expect(throws: MediaError.self) {
            try replaceable(in: folder.path, inputs: [input], overwrites: true)
        }
        let earlier = try Manifest.sample([(("clip.mp4", "video"), ("clip.jpg", "cover"))])
        try Data(try earlier.json()).write(to: URL(filePath: folder.file("clip.json")))
        #expect(
            try replaceable(in: folder.path, inputs: [input], overwrites: true) == ["clip.jpg", "clip.json"])
    }

    @Test("Slides that a new story does not have go with the old one, unless somebody changed them")
    func removesSuperseded() throws {
        let folder = try TemporaryDirectory()
        let old = try Manifest.sample([
            (("clip-1.mp4", "one"), ("clip-1.jpg", "cover")),
            (("clip-2.mp4", "two"), ("clip-2.jpg", "cover")),
        ])
        try Data(try old.json()).write(to: URL(filePath: folder.file("clip.json")))
        for file in ["clip-1.mp4": "one", "clip-1.jpg": "cover", "clip-2.mp4": "two", "clip-2.jpg": "edited"]
        {
            try folder.write(file.value, to: file.key)
        }
        let new = try Manifest.sample([(("clip.mp4", "video"), ("clip.jpg", "cover"))])
        Targets(OutputNames(input: "clip.mov", outputDirectory: folder.path)).removeSuperseded(by: new)
        #expect(folder.contents == ["clip-2.jpg", "clip.json"])
    }

    @discardableResult
    private func replaceable(
        in folder: String, inputs: [String] = ["elsewhere/clip.mov"], overwrites: Bool = false
    ) throws(MediaError) -> Set<String> {
        try Targets(OutputNames(input: "clip.mov", outputDirectory: folder))
            .replaceable(slideCount: 1, inputs: inputs, overwrites: overwrites)
    }
}
