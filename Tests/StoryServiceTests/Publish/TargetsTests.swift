import Foundation
import Probing
import TestSupport
import Testing

@testable import Files
@testable import StoryService
@testable import Workers

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
        #expect(error?.remedies == [Remedy(.allowOverwriting), Remedy(.chooseOtherFolder)])
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

    @Test("A folder or a pipe under a story's name is never replaced, and a link is not followed")
    func protectsOthers() throws {
        let folder = try TemporaryDirectory()
        try FileManager.default.createDirectory(
            atPath: folder.file("clip.mp4"), withIntermediateDirectories: false)
        let error = #expect(throws: MediaError.self) { try replaceable(in: folder.path, overwrites: true) }
        #expect(error?.message.contains("a folder") == true)
        try FileManager.default.removeItem(atPath: folder.file("clip.mp4"))
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("clip.mp4"), withDestinationPath: "/nowhere")
        #expect(throws: MediaError.self) { try replaceable(in: folder.path) }
        #expect(try replaceable(in: folder.path, overwrites: true) == ["clip.mp4"])
    }

    @discardableResult
    private func replaceable(
        in folder: String, inputs: [String] = ["elsewhere/clip.mov"], overwrites: Bool = false
    ) throws(MediaError) -> Set<String> {
        try targets(in: folder).replaceable(slideCount: 1, inputs: inputs, overwrites: overwrites)
    }

    private func targets(in folder: String) throws(MediaError) -> Targets {
        do throws(SystemError) {
            let (held, _) = try OutputPlace(path: folder).make()
            return Targets(OutputNames(input: "clip.mov", outputDirectory: folder), in: held)
        } catch {
            throw MediaError(writing: error, as: folder)
        }
    }
}
