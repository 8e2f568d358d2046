import Foundation
import TestSupport
import Testing

/// One after the other: each keeps all cores busy.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ConfinedExportTests {
    /// Half a second with a text in colour and a moving sticker.
    private static let story = """
        {"version": 1, "slides": [{"media": {"src": "input", "duration": 0.5}, "overlays": [
        {"type": "text", "text": "Golden hour \u{1F305}"}, {"type": "sticker", "src": "heart.apng"}]}]}
        """

    private func export(_ input: String, layers: String, in folder: borrowing Playground) async throws
        -> String
    {
        let document = folder.file("story/story.json")
        if !FileManager.default.fileExists(atPath: document) {
            try FileManager.default.createDirectory(
                atPath: folder.file("story"), withIntermediateDirectories: false)
            try Data(Self.story.utf8).write(to: URL(filePath: document))
            try FileManager.default.copyItem(
                atPath: Fixture.path("heart.apng"), toPath: folder.file("story/heart.apng"))
        }
        let result = try await Escapee.run(["export", layers, input, document, folder.writable])
        let ending = try JSON(parsing: result.text)
        #expect(ending["failure"] == nil)
        #expect(ending["substitutions"]?.elements.isEmpty == true)
        if layers == "all" { #expect(ending["escapes"]?.elements.isEmpty == true) }
        return try #require(ending["videos"]?.elements.first?.string)
    }

    @Test("A confined process makes the same story, byte by byte, as one that is not confined")
    func sameStory() async throws {
        let confined = try Playground()
        let video = try await export(Fixture.path("demo.mp4"), layers: "all", in: confined)
        #expect(try await StoryCheck.violations(of: video, expecting: .init(duration: 0.5)) == [])
        let free = try Playground()
        let reference = try await export(Fixture.path("demo.mp4"), layers: "none", in: free)
        #expect(
            try Data(contentsOf: URL(filePath: video)) == Data(contentsOf: URL(filePath: reference)))
    }

    @Test("Photos of every library are decoded in a confined process", arguments: ["heic", "avif", "webp"])
    func photos(format: String) async throws {
        let folder = try Playground()
        let photo = folder.file("photo." + format)
        let source = Fixture.path("chart-exif-1.jpg")
        switch format {
        case "heic": try await Tool("heif-enc").checked([source, "-o", photo])
        case "avif": try await Tool("heif-enc").checked(["-A", source, "-o", photo])
        default: try await Tool.ffmpeg.checked(["-v", "error", "-i", source, photo])
        }
        let video = try await export(photo, layers: "all", in: folder)
        #expect(try await StoryCheck.violations(of: video, expecting: .init(duration: 0.5)) == [])
    }
}
