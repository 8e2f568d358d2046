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

    @Test("A name that leaves no room is shortened, and two that begin alike stay two")
    func shortens() {
        let long = String(repeating: "\u{E9}", count: 125)
        let names = [long + "x.mp4", long + "y.mp4", String(repeating: "a", count: 251) + ".mov"].map {
            OutputNames(input: "in/" + $0, isDraft: true)
        }
        #expect(Set(names.map(\.manifest)).count == 3)
        for name in names {
            for file in [name.manifest, name.video(slide: 180, of: 180), name.cover(slide: 180, of: 180)] {
                #expect(file.utf8.count <= 255)
            }
        }
        let stem = String(repeating: "a", count: 230)
        #expect(OutputNames(input: stem + ".mov").stem == stem)
        #expect(OutputNames.shortened(OutputNames.shortened(stem + "b")) == OutputNames.shortened(stem + "b"))
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
