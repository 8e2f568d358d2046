import TestSupport
import Testing

@testable import StoryService

@Suite struct OutputNamesTests {
    @Test(
        "A story has the name of its input, and never that of an upload",
        arguments: [
            ("in/clip.mov", nil, "in", "clip.mp4"), ("clip.mov", nil, ".", "clip.mp4"),
            ("/clip.mov", nil, "/", "clip.mp4"), ("clip.tar.mov", nil, ".", "clip.tar.mp4"),
            ("clip", nil, ".", "clip.mp4"), (".mov", nil, ".", ".mov.mp4"),
            ("in/clip.mp4", nil, "in", "clip.story.mp4"), ("in/clip.MP4", nil, "in", "clip.story.mp4"),
            ("in/photo.jpg", nil, "in", "photo.story.mp4"), ("in/photo.jpeg", nil, "in", "photo.mp4"),
            ("in/clip.mp4", "out", "out", "clip.mp4"),
        ] as [(String, String?, String, String)])
    func namesVideo(input: String, output: String?, folder: String, video: String) {
        let names = OutputNames(input: input, outputDirectory: output)
        #expect(names.folder == folder)
        #expect(names.video(slide: 1, of: 1) == video)
    }

    @Test("A folder is known as the input's by whatever path it is named")
    func knowsFolder() throws {
        let folder = try TemporaryDirectory()
        let input = try folder.write("upload", to: "clip.mp4")
        let names = OutputNames(input: input, outputDirectory: folder.path + "/./")
        #expect(names.video(slide: 1, of: 1) == "clip.story.mp4")
    }

    @Test("Several slides are numbered, their manifest is one")
    func numbersSlides() {
        let names = OutputNames(input: "clip.mov", outputDirectory: "out")
        #expect(names.video(slide: 2, of: 3) == "clip-2.mp4")
        #expect(names.cover(slide: 3, of: 3) == "clip-3.jpg")
        #expect(names.path(of: names.manifest) == "out/clip.json")
    }
}
